package dev.firebreak.notifier.pagerduty.rest;

import dev.firebreak.model.wire.Wire;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.message.HttpMessenger;
import dev.firebreak.notifier.message.Text;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    static final int BAD_REQUEST = 400;

    private final HttpMessenger http;
    private final RestSettings settings;

    PagerDutyRest(HttpMessenger http, RestSettings settings) {
        this.http = http;
        this.settings = settings;
    }

    /**
     * What was opened with the key: the newest of each service, since a trigger after a resolve opens another one. Asked
     * for all time: without that only the last month counts.
     */
    Mono<Outcome<List<Theirs>>> incidents(UUID key) {
        return list("/incidents?incident_key=" + key + "&date_range=all&sort_by=created_at:desc", "incidents")
                .map(outcome -> outcome.map(incidents -> {
                    Map<String, Theirs> newest = new LinkedHashMap<>();
                    incidents.stream()
                            .map(Theirs::of)
                            .forEach(incident -> newest.putIfAbsent(incident.service(), incident));
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

    /** The id of whoever has the address there; empty when nobody has. What is asked for is found in names, too. */
    Mono<Outcome<Optional<String>>> user(String mail) {
        return list("/users?limit=100&query=" + URLEncoder.encode(mail, StandardCharsets.UTF_8), "users")
                .map(outcome -> outcome.map(users -> users.stream()
                        .filter(user -> user.path("email").asString("").equalsIgnoreCase(mail))
                        .map(user -> user.path("id").asString(""))
                        .filter(id -> !id.isEmpty())
                        .findFirst()));
    }

    /** Calls them. */
    Mono<Outcome<String>> assign(String incident, String user) {
        Map<String, Object> assignee = Map.of("assignee", Map.of("id", user, "type", "user_reference"));
        return http.send(changing(incident, Map.of("assignments", List.of(assignee))));
    }

    /**
     * Calls whoever is on call at the level of its escalation policy, of which the first is 1. Answers 400 when there is
     * none, or when it is over there; nobody documents in which words.
     */
    Mono<Outcome<HttpMessenger.Answer>> escalate(String incident, int level) {
        return http.ask(changing(incident, Map.of("escalation_level", level)), Set.of(BAD_REQUEST))
                .map(outcome -> isAboutUs(outcome)
                        ? new Outcome.Refused<>("PagerDuty knows no user with the address of"
                                + " FIREBREAK_PAGERDUTY_REST_FROM, in whose name it is to escalate")
                        : outcome);
    }

    /** Not the level is wrong, but the header that says in whose name it is asked for. */
    private static boolean isAboutUs(Outcome<HttpMessenger.Answer> outcome) {
        return outcome instanceof Outcome.Delivered<HttpMessenger.Answer>(HttpMessenger.Answer(int status, String body))
                && status == BAD_REQUEST
                && body.toLowerCase(Locale.ROOT).contains("requester");
    }

    private HttpMessenger.Call changing(String incident, Map<String, Object> change) {
        Map<String, Object> fields = new LinkedHashMap<>(change);
        fields.put("type", "incident_reference");
        return call(HttpMethod.PUT, "/incidents/" + incident, Wire.JSON.writeValueAsString(Map.of("incident", fields)));
    }

    /** What PagerDuty says of a request that it does not carry out, in a line. */
    static String reason(HttpMessenger.Answer answer) {
        return Text.line(answer.body(), 200);
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
