package dev.firebreak.remediation.action.statuspage;

import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.remediation.action.Action;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.action.Dispatch;
import dev.firebreak.remediation.action.Guide;
import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.action.Outcome;
import dev.firebreak.remediation.outgoing.Answer;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code statuspage.update}: the page tells customers these words about the incident. */
@Component
class StatuspageUpdate implements Action {
    private static final Set<String> STATUSES = Set.of("investigating", "identified", "monitoring", "resolved");

    private final StatuspageApi statuspage;

    StatuspageUpdate(StatuspageApi statuspage) {
        this.statuspage = statuspage;
    }

    @Override
    public StepType declares() {
        return StepType.action(
                        "statuspage.update",
                        Parameter.required("target", ParameterKind.RECEIVER),
                        Parameter.required("status", ParameterKind.TEXT),
                        Parameter.required("message", ParameterKind.TEXT),
                        Parameter.withDefault("mail", ParameterKind.BOOLEAN, "false"))
                .withNothingToVerify();
    }

    @Override
    public Guide guide() {
        return new Guide(
                "The page's incident for this one has the status (investigating, identified, monitoring, resolved) and, as its"
                        + " newest update, the message. It is opened when there is none.",
                "One incident of one page. Components stay as they are. Subscribers get mail only with `mail: true`.",
                "Public words: what an alert says belongs into them only where a runbook's `${…}` puts it. One request a second.",
                "The page's unresolved incidents, found by our incident's id in their metadata.",
                "Yes: the page is read first, and told nothing twice.");
    }

    @Override
    public boolean isRepeatable(StepRequest request) {
        return true;
    }

    @Override
    public Duration settling() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Mono<Description> describe(StepRequest request) {
        String status = request.arguments().text("status");
        String message = request.arguments().text("message");
        if (!(request.arguments().receiver("target") instanceof Receiver.Statuspage page)) {
            return Mono.just(new Description.Impossible("the receiver is no status page"));
        }
        if (!STATUSES.contains(status) || message.isBlank() || message.length() > 25_000) {
            return Mono.just(
                    new Description.Impossible(
                            "a status is investigating, identified, monitoring or resolved, and a message has 1 to 25000 characters"));
        }
        return statuspage.find(page, request.incident().id()).map(read -> switch (read) {
            case StatuspageApi.Read.Failed(String reason) -> new Description.Impossible(reason);
            case StatuspageApi.Read.Found(Optional<StatuspageIncident> found) -> describe(page, status, message, found);
        });
    }

    @Override
    public Mono<Outcome> execute(StepRequest request, Description.Ready described, Dispatch dispatch) {
        Receiver.Statuspage page = (Receiver.Statuspage) request.arguments().receiver("target");
        String status = request.arguments().text("status");
        String message = request.arguments().text("message");
        return statuspage.find(page, request.incident().id()).flatMap(read -> switch (read) {
            case StatuspageApi.Read.Failed(String reason) -> Mono.just(new Outcome.Failed(reason));
            case StatuspageApi.Read.Found(Optional<StatuspageIncident> found)
            when found.filter(it -> it.says(status, message)).isPresent() ->
                Mono.just(new Outcome.Applied("the page says so already"));
            case StatuspageApi.Read.Found(Optional<StatuspageIncident> found) ->
                statuspage.tell(page, found, request, dispatch).map(StatuspageUpdate::judge);
        });
    }

    @Override
    public Mono<Observation> observe(StepRequest request, Description.Ready described, Instant dispatchedAt) {
        Receiver.Statuspage page = (Receiver.Statuspage) request.arguments().receiver("target");
        String status = request.arguments().text("status");
        String message = request.arguments().text("message");
        return statuspage.find(page, request.incident().id()).map(read -> switch (read) {
            case StatuspageApi.Read.Failed(String reason) -> new Observation.Unclear(reason);
            case StatuspageApi.Read.Found(Optional<StatuspageIncident> found)
            when found.filter(it -> it.says(status, message)).isPresent() ->
                new Observation.Applied("the page says so");
            case StatuspageApi.Read.Found(Optional<StatuspageIncident> found)
            when found.isEmpty() && status.equals("resolved") ->
                new Observation.Applied("nothing unresolved is on the page");
            case StatuspageApi.Read.Found _ -> new Observation.NotApplied("the page does not say so");
        });
    }

    private static Description describe(
            Receiver.Statuspage page, String status, String message, Optional<StatuspageIncident> found) {
        if (found.filter(it -> it.says(status, message)).isPresent()) {
            return new Description.NotNeeded("the page says so already");
        }
        if (found.isEmpty() && status.equals("resolved")) {
            return new Description.NotNeeded("nothing about this incident is unresolved on the page");
        }
        return new Description.Ready(
                "status page '" + page.name() + "'",
                "statuspage:" + page.pageSecret(),
                found.map(StatuspageIncident::status).orElse("nothing told"),
                status + ": " + message,
                null,
                List.of(),
                Map.of());
    }

    private static Outcome judge(Answer answer) {
        return switch (answer) {
            case Answer.Reply reply when reply.isSuccess() -> new Outcome.Applied("the page says so");
            case Answer.Reply reply
            when reply.status() == 420 || reply.status() == 429 ->
                new Outcome.Failed("Statuspage takes one request a second: it was too soon");
            case Answer.Reply reply when reply.status() >= 500 -> new Outcome.Unknown(StatuspageApi.refusal(reply));
            case Answer.Reply reply -> new Outcome.Failed(StatuspageApi.refusal(reply));
            case Answer.NotSent(String reason) -> new Outcome.Failed(reason);
            case Answer.Lost(String reason) -> new Outcome.Unknown(reason);
        };
    }
}
