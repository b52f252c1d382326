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
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code haproxy.setState}: servers of a backend are ready, drained or in maintenance. */
@Component
class HaproxySetState implements Action {
    private final HaproxyRuntime haproxy;

    HaproxySetState(HaproxyRuntime haproxy) {
        this.haproxy = haproxy;
    }

    @Override
    public StepType declares() {
        return StepType.action(
                "haproxy.setState",
                Parameter.target(Target.Haproxy.class),
                Parameter.required("backend", ParameterKind.TEXT),
                Parameter.required("servers", ParameterKind.TEXT),
                Parameter.required("state", ParameterKind.TEXT));
    }

    @Override
    public Guide guide() {
        return new Guide(
                "The servers of a slot (`green`: `green`, `green1`, `green-2` and so on) are `ready`, in `drain` or in `maint`,"
                        + " which is what scaling them down is to HAProxy.",
                "Admin states of one backend's servers in one HAProxy.",
                "Refuses to take the last server that serves. Open sessions are not cut.",
                "The servers' states.",
                "Yes: a state set twice is that state.");
    }

    @Override
    public boolean isRepeatable(StepRequest request) {
        return true;
    }

    @Override
    public Optional<String> undoneWith() {
        return Optional.of("haproxy.setState");
    }

    @Override
    public Mono<Description> describe(StepRequest request) {
        HaproxyNames names = HaproxyNames.of(request, "servers");
        Optional<HaproxyServer.State> state = state(request);
        if (names.problem().isPresent() || state.isEmpty()) {
            return Mono.just(
                    new Description.Impossible(names.problem().orElse("a server's state is ready, drain or maint")));
        }
        return haproxy.servers(names.target(), names.backend())
                .map(servers -> describe(names, state.get(), servers))
                .onErrorResume(
                        HaproxyException.class,
                        e -> Mono.just(new Description.Impossible(String.valueOf(e.getMessage()))));
    }

    @Override
    public Mono<Outcome> execute(StepRequest request, Description.Ready described, Dispatch dispatch) {
        HaproxyNames names = HaproxyNames.of(request, "servers");
        if (dispatch.deadline().isPassed()) {
            return Mono.just(new Outcome.Failed("the time for it was over before it could be sent"));
        }
        String state = state(request).orElseThrow().word();
        List<String> commands = SlotSwitch.split(described.fact(SlotSwitch.ON)).stream()
                .map(server -> "set server " + names.backend() + "/" + server + " state " + state)
                .toList();
        return haproxy.change(names.target(), commands)
                .<Outcome>map(said -> said.isEmpty()
                        ? new Outcome.Applied("told to be " + state)
                        : new Outcome.Unknown("HAProxy refused a command"))
                .onErrorResume(
                        HaproxyException.class, e -> Mono.just(new Outcome.Unknown(String.valueOf(e.getMessage()))));
    }

    @Override
    public Mono<Observation> observe(StepRequest request, Description.Ready described, Instant dispatchedAt) {
        HaproxyNames names = HaproxyNames.of(request, "servers");
        HaproxyServer.State state = state(request).orElseThrow();
        return haproxy.servers(names.target(), names.backend())
                .<Observation>map(servers -> SlotSwitch.among(servers, described.fact(SlotSwitch.ON)).stream()
                                .allMatch(it -> it.state() == state)
                        ? new Observation.Applied("they are in state " + state.word())
                        : new Observation.NotApplied("not all are in state " + state.word()))
                .onErrorResume(
                        HaproxyException.class,
                        e -> Mono.just(new Observation.Unclear(String.valueOf(e.getMessage()))));
    }

    static Description describe(HaproxyNames names, HaproxyServer.State state, List<HaproxyServer> servers) {
        List<HaproxyServer> meant =
                servers.stream().filter(it -> it.isOf(names.servers())).toList();
        List<HaproxyServer> others =
                servers.stream().filter(it -> !it.isOf(names.servers())).toList();
        if (meant.isEmpty()) {
            return new Description.Impossible("the backend '" + names.backend() + "' has no server of '"
                    + names.servers() + "', only " + SlotSwitch.names(servers));
        }
        if (meant.stream().allMatch(it -> it.state() == state)) {
            return new Description.NotNeeded(SlotSwitch.names(meant) + ": " + state.word() + " already");
        }
        if (state != HaproxyServer.State.READY && others.stream().noneMatch(HaproxyServer::serves)) {
            return new Description.Impossible("no other server of '" + names.backend() + "' would serve");
        }
        List<String> before =
                meant.stream().map(it -> it.state().word()).distinct().toList();
        return new Description.Ready(
                "HAProxy '" + names.target().name() + "', backend " + names.backend() + ", " + SlotSwitch.names(meant),
                "haproxy:" + names.target().address() + "/" + names.backend(),
                String.join(" and ", before),
                state.word(),
                before.size() == 1 ? before.getFirst() : null,
                List.of(),
                Map.of(
                        SlotSwitch.ON,
                        String.join(",", meant.stream().map(HaproxyServer::name).toList())));
    }

    private static Optional<HaproxyServer.State> state(StepRequest request) {
        String word = request.arguments().text("state").toLowerCase(Locale.ROOT);
        return Stream.of(HaproxyServer.State.values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }
}
