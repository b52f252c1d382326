package dev.firebreak.notifier.pagerduty.rest;

import dev.firebreak.model.wire.Wire;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.message.HttpMessenger;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The few calls of the <a href="https://developer.pagerduty.com/api-reference">REST API</a> that are needed. */
class PagerDutyRest {
    private static final String DESTINATION = "pagerduty-rest";

    private final HttpMessenger http;
    private final RestSettings settings;

    PagerDutyRest(HttpMessenger http, RestSettings settings) {
        this.http = http;
        this.settings = settings;
    }

    /**
     * Their ids of what was opened with the key: the newest of each service, since a trigger after a resolve opens
     * another one. Asked for all time: without that only the last month counts.
     */
    Mono<Outcome<List<String>>> incidents(UUID key) {
        return list("/incidents?incident_key=" + key + "&date_range=all&sort_by=created_at:desc", "incidents")
                .map(outcome -> outcome.map(incidents -> {
                    Map<String, String> newest = new LinkedHashMap<>();
                    incidents.forEach(incident -> newest.putIfAbsent(
                            incident.at("/service/id").asString(""),
                            incident.path("id").asString("")));
                    return List.copyOf(newest.values());
                }));
    }

    Mono<Outcome<List<NoteMark>>> marks(String incident) {
        return list(notesOf(incident), "notes")
                .map(outcome -> outcome.map(notes -> notes.stream()
                        .flatMap(note -> NoteMark.in(note.path("content").asString("")).stream())
                        .toList()));
    }

    /** Written once more when it is sent once more: PagerDuty knows no key for it. */
    Mono<Outcome<String>> addNote(String incident, String content) {
        return http.send(call(
                HttpMethod.POST,
                notesOf(incident),
                Wire.JSON.writeValueAsString(Map.of("note", Map.of("content", content)))));
    }

    private static String notesOf(String incident) {
        return "/incidents/" + incident + "/notes";
    }

    private Mono<Outcome<List<JsonNode>>> list(String path, String field) {
        return http.ask(call(HttpMethod.GET, path, null))
                .flatMap(outcome -> outcome.then(answer -> Mono.just(listed(answer.body(), field))));
    }

    /** A proxy's page, or half an answer, is none: it is asked again. */
    private static Outcome<List<JsonNode>> listed(String body, String field) {
        try {
            JsonNode list = Wire.JSON.readTree(body).path(field);
            if (list.isArray()) {
                return new Outcome.Delivered<>(list.valueStream().toList());
            }
        } catch (JacksonException _) { // what is no JSON has no such field either
        }
        return new Outcome.Later<>("PagerDuty's answer has no list '" + field + "'", null, false);
    }

    private HttpMessenger.Call call(HttpMethod method, String path, @Nullable String body) {
        return new HttpMessenger.Call(
                DESTINATION,
                method,
                URI.create(settings.api() + path),
                headers -> {
                    headers.set("Authorization", "Token token=" + settings.key().reveal());
                    headers.set("From", settings.from());
                    headers.set("Accept", "application/vnd.pagerduty+json;version=2");
                    headers.setContentType(MediaType.APPLICATION_JSON);
                },
                body);
    }
}
