package dev.firebreak.remediation.action.haproxy;

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
import dev.firebreak.remediation.action.haproxy.HaproxyRuntime.HaproxyException;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * {@code haproxy.switchBackend}: one slot of a backend serves alone. First it is made ready and seen to be up, only then
 * are the others drained, so there is no moment without a server.
 */
@Component
class HaproxySwitchBackend implements Action {
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final HaproxyRuntime haproxy;

    HaproxySwitchBackend(HaproxyRuntime haproxy) {
        this.haproxy = haproxy;
    }

    @Override
    public StepType declares() {
        return StepType.action(
                "haproxy.switchBackend",
                Parameter.target(Target.Haproxy.class),
                Parameter.required("backend", ParameterKind.TEXT),
                Parameter.required("to", ParameterKind.TEXT),
                Parameter.withDefault("upFor", ParameterKind.DURATION, "3s"));
    }

    @Override
    public Guide guide() {
        return new Guide(
                "The servers of slot `to` serve alone; all others of the backend are drained. The servers of `blue` are"
                        + " `blue`, `blue1`, `blue-2` and so on.",
                "Admin states and weights of one backend's servers in one HAProxy. They are lost when it is reloaded, unless it"
                        + " loads its server state from a file.",
                "Nothing is drained before all servers of `to` have passed their health checks for `upFor` (more than the"
                        + " checks' interval). When they do not in time, they are put back as they were. Open sessions are not cut.",
                "The servers' states.",
                "Yes: a state set twice is that state.");
    }

    @Override
    public boolean isRepeatable(StepRequest request) {
        return true;
    }

    @Override
    public boolean isRollback() {
        return true;
    }

    @Override
    public Optional<String> undoneWith() {
        return Optional.of("haproxy.switchBackend");
    }

    @Override
    public Duration timeout(StepRequest request) {
        return Duration.ofSeconds(20);
    }

    @Override
    public Mono<Description> describe(StepRequest request) {
        HaproxyNames names = names(request);
        if (names.problem().isPresent()) {
            return Mono.just(new Description.Impossible(names.problem().get()));
        }
        return haproxy.servers(names.target(), names.backend())
                .map(servers -> SlotSwitch.describe(
                        names.target().name(), names.target().address(), names.backend(), names.servers(), servers))
                .onErrorResume(
                        HaproxyException.class,
                        e -> Mono.just(new Description.Impossible(String.valueOf(e.getMessage()))));
    }

    @Override
    public Mono<Outcome> execute(StepRequest request, Description.Ready described, Dispatch dispatch) {
        HaproxyNames names = names(request);
        List<String> on = SlotSwitch.split(described.fact(SlotSwitch.ON));
        List<String> off = SlotSwitch.split(described.fact(SlotSwitch.OFF));
        if (dispatch.deadline().isPassed()) {
            return Mono.just(new Outcome.Failed("the time for the switch was over before it began"));
        }
        return haproxy.servers(names.target(), names.backend())
                .flatMap(before -> change(names, ready(names, on))
                        .then(staysUp(names, described, request.arguments().duration("upFor"))
                                .timeout(dispatch.timeout().dividedBy(2)))
                        .then(Mono.defer(() -> drain(names, off, described, dispatch)))
                        .onErrorResume(TimeoutException.class, _ -> putBack(names, before, described)))
                .onErrorResume(
                        HaproxyException.class, e -> Mono.just(new Outcome.Unknown(String.valueOf(e.getMessage()))));
    }

    @Override
    public Mono<Observation> observe(StepRequest request, Description.Ready described, Instant dispatchedAt) {
        HaproxyNames names = names(request);
        return haproxy.servers(names.target(), names.backend())
                .<Observation>map(servers -> isDone(servers, described)
                        ? new Observation.Applied("'" + names.servers() + "' serves alone")
                        : new Observation.NotApplied("'" + names.servers() + "' does not serve alone"))
                .onErrorResume(
                        HaproxyException.class,
                        e -> Mono.just(new Observation.Unclear(String.valueOf(e.getMessage()))));
    }

    /** Done when all have been up at each look for that long. */
    private Mono<Boolean> staysUp(HaproxyNames names, Description.Ready described, Duration upFor) {
        long looks = upFor.dividedBy(LOOK_EVERY);
        return haproxy.servers(names.target(), names.backend())
                .map(servers -> SlotSwitch.among(servers, described.fact(SlotSwitch.ON)).stream()
                        .allMatch(HaproxyServer::serves))
                .repeatWhen(again -> again.delayElements(LOOK_EVERY))
                .scan(0L, (inARow, isUp) -> isUp ? inARow + 1 : 0)
                .any(inARow -> inARow > looks);
    }

    private Mono<Outcome> drain(HaproxyNames names, List<String> off, Description.Ready described, Dispatch dispatch) {
        if (dispatch.deadline().isPassed()) {
            return Mono.just(new Outcome.Unknown("the time was over when the others were still to be drained"));
        }
        return change(names, each(names, off, "state drain"))
                .then(haproxy.servers(names.target(), names.backend()))
                .map(servers -> isDone(servers, described)
                        ? new Outcome.Applied("'" + names.servers() + "' serves alone")
                        : new Outcome.Unknown("HAProxy was told, and does not show it"));
    }

    private Mono<Outcome> putBack(HaproxyNames names, List<HaproxyServer> before, Description.Ready described) {
        List<String> commands = SlotSwitch.among(before, described.fact(SlotSwitch.ON)).stream()
                .flatMap(it -> Stream.of(
                        set(names, it.name(), "state " + it.state().word()),
                        set(names, it.name(), "weight " + it.weight())))
                .toList();
        return change(names, commands)
                .thenReturn(new Outcome.Failed(
                        "'" + names.servers() + "' did not come up in time: it was put back, the others serve on"));
    }

    private static boolean isDone(List<HaproxyServer> servers, Description.Ready described) {
        return SlotSwitch.isDone(
                SlotSwitch.among(servers, described.fact(SlotSwitch.ON)),
                SlotSwitch.among(servers, described.fact(SlotSwitch.OFF)));
    }

    private static List<String> ready(HaproxyNames names, List<String> on) {
        return Stream.concat(each(names, on, "state ready").stream(), each(names, on, "weight 100%").stream())
                .toList();
    }

    private static List<String> each(HaproxyNames names, List<String> servers, String what) {
        return servers.stream().map(server -> set(names, server, what)).toList();
    }

    private static String set(HaproxyNames names, String server, String what) {
        return "set server " + names.backend() + "/" + server + " " + what;
    }

    /** HAProxy says nothing to what it did. */
    private Mono<Void> change(HaproxyNames names, List<String> commands) {
        return commands.isEmpty()
                ? Mono.empty()
                : haproxy.change(names.target(), commands)
                        .flatMap(said -> said.isEmpty()
                                ? Mono.empty()
                                : Mono.error(new HaproxyException("HAProxy refused a command: "
                                        + said.lines().findFirst().orElse(""))));
    }

    private static HaproxyNames names(StepRequest request) {
        return HaproxyNames.of(request, "to");
    }
}
