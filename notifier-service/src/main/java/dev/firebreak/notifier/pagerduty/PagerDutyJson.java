package dev.firebreak.notifier.pagerduty;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.dikhan.pagerduty.client.events.domain.AcknowledgeIncident;
import com.github.dikhan.pagerduty.client.events.domain.PagerDutyEvent;
import com.github.dikhan.pagerduty.client.events.domain.ResolveIncident;
import org.json.JSONObject;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Writes the library's event model with our Jackson: it only carries annotations, which both understand. */
final class PagerDutyJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .addModule(new SimpleModule().addSerializer(JSONObject.class, new JsonObjectSerializer()))
            .addMixIn(AcknowledgeIncident.class, WithoutPayload.class)
            .addMixIn(ResolveIncident.class, WithoutPayload.class)
            .build();

    private PagerDutyJson() {}

    static byte[] bytes(PagerDutyEvent event) {
        return JSON.writeValueAsBytes(event);
    }

    /** The model fills it with the word BLANK where PagerDuty wants none. */
    @JsonIgnoreProperties("payload")
    private interface WithoutPayload {}

    private static final class JsonObjectSerializer extends ValueSerializer<JSONObject> {
        @Override
        public void serialize(JSONObject value, JsonGenerator generator, SerializationContext context) {
            generator.writeRawValue(value.toString());
        }
    }
}
