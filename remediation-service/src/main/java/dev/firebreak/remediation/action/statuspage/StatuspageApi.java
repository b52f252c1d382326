package dev.firebreak.remediation.action.statuspage;

import dev.firebreak.model.Secret;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.remediation.action.Dispatch;
import dev.firebreak.remediation.action.TargetSecrets;
import dev.firebreak.remediation.outgoing.Answer;
import dev.firebreak.remediation.outgoing.Call;
import dev.firebreak.remediation.outgoing.EgressSettings;
import dev.firebreak.remediation.outgoing.Outside;
import dev.firebreak.remediation.step.StepRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Incidents of a page: https://developer.statuspage.io/#tag/incidents */
@Component
class StatuspageApi {
    private static final Duration READ = Duration.ofSeconds(5);
    private static final int MOST_NAME = 255;

    private final Outside outside;
    private final TargetSecrets secrets;
    private final URI base;

    StatuspageApi(Outside outside, TargetSecrets secrets, EgressSettings settings) {
        this.outside = outside;
        this.secrets = secrets;
        this.base = settings.providers().statuspage();
    }

    /** What was read, or why it could not be. */
    sealed interface Read {
        record Found(Optional<StatuspageIncident> incident) implements Read {}

        record Failed(String reason) implements Read {}
    }

    Mono<Read> find(Receiver.Statuspage page, IncidentId incident) {
        return missing(page)
                .map(missing -> Mono.<Read>just(new Read.Failed(missing)))
                .orElseGet(() -> outside.callProvider(Call.read(uri(page, "/unresolved"), token(page), READ)
                                .withScheme("OAuth"))
                        .map(answer -> switch (answer) {
                            case Answer.Reply reply
                            when reply.isSuccess() -> new Read.Found(StatuspageIncident.among(reply, incident));
                            case Answer.Reply reply -> new Read.Failed(refusal(reply));
                            case Answer.NotSent(String reason) -> new Read.Failed(reason);
                            case Answer.Lost(String reason) -> new Read.Failed(reason);
                        }));
    }

    /** A new incident on the page, or an update of the one that is there. Only after {@link #find} found the secrets. */
    Mono<Answer> tell(
            Receiver.Statuspage page, Optional<StatuspageIncident> found, StepRequest request, Dispatch dispatch) {
        Map<String, Object> incident = new LinkedHashMap<>();
        incident.put("status", request.arguments().text("status"));
        incident.put("body", request.arguments().text("message"));
        incident.put("deliver_notifications", request.arguments().flag("mail"));
        if (found.isEmpty()) {
            String title =
                    request.incident().levelTitle() + ": " + request.incident().service();
            incident.put("name", title.length() > MOST_NAME ? title.substring(0, MOST_NAME) : title);
            incident.put(
                    "metadata",
                    Map.of(
                            "firebreak",
                            Map.of("incident", request.incident().id().toString())));
        }
        return outside.callProvider(Call.change(
                        found.isEmpty() ? "POST" : "PATCH",
                        uri(page, found.map(it -> "/" + encoded(it.id())).orElse("")),
                        Wire.JSON.writeValueAsString(Map.of("incident", incident)),
                        token(page),
                        dispatch.timeout(),
                        dispatch.deadline())
                .withScheme("OAuth"));
    }

    static String refusal(Answer.Reply reply) {
        return "Statuspage answered with status " + reply.status();
    }

    private Optional<String> missing(Receiver.Statuspage page) {
        return secrets.missing(page.pageSecret()).or(() -> secrets.missing(page.tokenSecret()));
    }

    private Secret token(Receiver.Statuspage page) {
        return secrets.find(page.tokenSecret()).orElseThrow();
    }

    private URI uri(Receiver.Statuspage page, String below) {
        String id = secrets.find(page.pageSecret()).orElseThrow().reveal();
        return URI.create(base + "/pages/" + encoded(id) + "/incidents" + below);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
