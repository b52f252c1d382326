package dev.firebreak.sandbox.statuspage;

import dev.firebreak.sandbox.call.Call;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code https://api.statuspage.io/v1}: incidents of any page, kept in memory, the newest 500. */
@RestController
@RequestMapping("/statuspage/v1/pages/{page}/incidents")
class StatuspageController {
    private static final int MOST = 500;
    private static final Set<String> STATUSES = Set.of("investigating", "identified", "monitoring", "resolved");

    private final JsonMapper json;
    private final InstantSource clock;
    private final Map<String, ObjectNode> incidents = new LinkedHashMap<>();
    private int made;

    StatuspageController(JsonMapper json, InstantSource clock) {
        this.json = json;
        this.clock = clock;
    }

    @GetMapping("/unresolved")
    ResponseEntity<JsonNode> unresolved(@PathVariable String page, ServerWebExchange exchange) {
        if (!isKnown(exchange)) {
            return refused(401, "a key is needed: Authorization: OAuth …");
        }
        ArrayNode open = json.createArrayNode();
        all(page).stream()
                .filter(it -> !it.path("status").asString().equals("resolved"))
                .forEach(open::add);
        return ResponseEntity.ok(open);
    }

    @PostMapping
    ResponseEntity<JsonNode> open(@PathVariable String page, ServerWebExchange exchange) {
        JsonNode asked = asked(exchange);
        if (!isKnown(exchange)) {
            return refused(401, "a key is needed: Authorization: OAuth …");
        }
        if (asked.path("name").asString("").isEmpty()
                || asked.path("name").asString().length() > 255) {
            return refused(422, "name has 1 to 255 characters");
        }
        if (!STATUSES.contains(asked.path("status").asString("investigating"))) {
            return refused(422, "no such status");
        }
        Call.of(exchange).fact("call", "open");
        return ResponseEntity.status(HttpStatus.CREATED).body(opened(page, asked));
    }

    @PatchMapping("/{id}")
    ResponseEntity<JsonNode> update(@PathVariable String page, @PathVariable String id, ServerWebExchange exchange) {
        JsonNode asked = asked(exchange);
        if (!isKnown(exchange)) {
            return refused(401, "a key is needed: Authorization: OAuth …");
        }
        Call.of(exchange).fact("call", "update");
        return all(page).stream()
                .filter(it -> it.path("id").asString().equals(id))
                .findFirst()
                .map(incident -> ResponseEntity.ok((JsonNode) told(incident, asked)))
                .orElseGet(() -> refused(404, "no such incident"));
    }

    private synchronized ObjectNode opened(String page, JsonNode asked) {
        ObjectNode incident = json.createObjectNode()
                .put("id", "inc" + ++made)
                .put("page_id", page)
                .put("name", asked.path("name").asString());
        incident.set("metadata", asked.path("metadata"));
        incidents.put(incident.path("id").asString(), told(incident, asked));
        if (incidents.size() > MOST) {
            incidents.remove(incidents.keySet().iterator().next());
        }
        return incident;
    }

    /** The newest update comes first. */
    private synchronized ObjectNode told(ObjectNode incident, JsonNode asked) {
        String status = asked.path("status").asString(incident.path("status").asString("investigating"));
        ArrayNode updates = json.createArrayNode();
        updates.addObject()
                .put("status", status)
                .put("body", asked.path("body").asString(""))
                .put(
                        "deliver_notifications",
                        asked.path("deliver_notifications").asBoolean(true))
                .put("created_at", clock.instant().toString());
        incident.path("incident_updates").forEach(updates::add);
        incident.put("status", status);
        incident.set("incident_updates", updates);
        return incident;
    }

    private synchronized List<ObjectNode> all(String page) {
        List<ObjectNode> found = new ArrayList<>();
        incidents.values().stream()
                .filter(it -> it.path("page_id").asString().equals(page))
                .forEach(found::addFirst);
        return found;
    }

    private JsonNode asked(ServerWebExchange exchange) {
        try {
            return json.readTree(Call.of(exchange).body()).path("incident");
        } catch (JacksonException e) { // the sender's mistake: what is asked for is missing then
            return json.createObjectNode();
        }
    }

    private static boolean isKnown(ServerWebExchange exchange) {
        String given = exchange.getRequest().getHeaders().getFirst("Authorization");
        return given != null && given.startsWith("OAuth ") && given.length() > "OAuth ".length();
    }

    private ResponseEntity<JsonNode> refused(int status, String reason) {
        ObjectNode body = json.createObjectNode();
        body.putArray("error").add(reason);
        return ResponseEntity.status(status).body(body);
    }
}
