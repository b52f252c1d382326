package dev.firebreak.remediation.action.lamp;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.action.Action;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.action.Dispatch;
import dev.firebreak.remediation.action.Guide;
import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.action.Outcome;
import dev.firebreak.remediation.outgoing.Answer;
import dev.firebreak.remediation.outgoing.Call;
import dev.firebreak.remediation.outgoing.Outside;
import dev.firebreak.remediation.step.StepRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** {@code lamp.switch}: a lamp is on or off. */
class LampSwitch implements Action {
    private static final Duration READ = Duration.ofSeconds(5);

    private final Outside outside; // the one way out over HTTP: allow-list, addresses, deadline, limits

    LampSwitch(Outside outside) {
        this.outside = outside;
    }

    @Override
    public StepType declares() { // what a catalogue may write, and what request.arguments() then holds
        return StepType.action(
                "lamp.switch", Parameter.target(Target.Http.class), Parameter.required("to", ParameterKind.TEXT));
    }

    @Override
    public Guide guide() { // for this page
        return new Guide("The lamp is `to`.", "One lamp.", "`on` or `off` only.", "What the lamp says.", "Yes.");
    }

    @Override
    public boolean isRepeatable(StepRequest request) { // twice on is on
        return true;
    }

    @Override
    public Optional<String> undoneWith() {
        return Optional.of("lamp.switch");
    }

    @Override
    public Mono<Description> describe(StepRequest request) { // reads only, and says what it would do in absolute terms
        URI lamp = lamp(request);
        String to = request.arguments().text("to");
        if (!List.of("on", "off").contains(to)) {
            return Mono.just(new Description.Impossible("a lamp is on or off, not '" + to + "'"));
        }
        return outside.call(Call.read(lamp, null, READ)).map(answer -> switch (state(answer)) {
            case "on", "off" -> ready(lamp, state(answer), to);
            default -> new Description.Impossible("there is no lamp at " + lamp + ": " + state(answer));
        });
    }

    private static Description ready(URI lamp, String is, String to) {
        return is.equals(to)
                ? new Description.NotNeeded("it is " + to)
                : new Description.Ready(lamp.toString(), "lamp:" + lamp, is, to, is, List.of(), Map.of());
    }

    @Override
    public Mono<Outcome> execute(StepRequest request, Description.Ready described, Dispatch dispatch) { // calls once
        URI place = URI.create(lamp(request) + "?to=" + described.to());
        return outside.call(Call.change("PUT", place, null, null, dispatch.timeout(), dispatch.deadline()))
                .map(
                        answer -> switch (answer) { // whether it can have arrived is the difference that counts
                            case Answer.Reply reply
                            when reply.isSuccess() -> new Outcome.Applied("it is " + described.to());
                            case Answer.Reply reply -> new Outcome.Failed("refused with status " + reply.status());
                            case Answer.NotSent(String reason) -> new Outcome.Failed(reason);
                            case Answer.Lost(String reason) -> new Outcome.Unknown(reason);
                        });
    }

    @Override // asked after a crash or a lost answer: is the effect of a call that may have left then there?
    public Mono<Observation> observe(StepRequest request, Description.Ready described, Instant dispatchedAt) {
        return outside.call(Call.read(lamp(request), null, READ)).map(answer -> {
            String is = state(answer);
            if (is.equals(described.to())) {
                return new Observation.Applied("it is " + is);
            }
            return is.equals(described.from())
                    ? new Observation.NotApplied("it is still " + is)
                    : new Observation.Unclear(is);
        });
    }

    private static URI lamp(StepRequest request) {
        return request.arguments().target("target", Target.Http.class).url();
    }

    /** {@code on}, {@code off}, or why nobody knows. */
    private static String state(Answer answer) {
        return switch (answer) {
            case Answer.Reply reply when reply.isSuccess() -> String.valueOf(reply.at("state"));
            case Answer.Reply reply -> "status " + reply.status();
            case Answer.NotSent(String reason) -> reason;
            case Answer.Lost(String reason) -> reason;
        };
    }
}
