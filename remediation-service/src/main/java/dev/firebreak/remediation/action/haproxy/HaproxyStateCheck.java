package dev.firebreak.remediation.action.haproxy;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.action.haproxy.HaproxyRuntime.HaproxyException;
import dev.firebreak.remediation.check.Check;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.step.StepRequest;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code haproxy.state}: do the servers of a slot serve, or are they drained of their sessions? */
@Component
class HaproxyStateCheck implements Check {
    private final HaproxyRuntime haproxy;

    HaproxyStateCheck(HaproxyRuntime haproxy) {
        this.haproxy = haproxy;
    }

    @Override
    public StepType declares() {
        return StepType.check(
                "haproxy.state",
                Parameter.target(Target.Haproxy.class),
                Parameter.required("backend", ParameterKind.TEXT),
                Parameter.required("servers", ParameterKind.TEXT),
                Parameter.withDefault("is", ParameterKind.TEXT, "serving"));
    }

    @Override
    public String sees() {
        return "Whether all servers of a slot are `serving` (ready, up, with weight) or `drained` (take nothing new and hold no"
                + " session). Output: `sessions`.";
    }

    @Override
    public Mono<Finding> look(StepRequest request) {
        HaproxyNames names = HaproxyNames.of(request, "servers");
        String wanted = request.arguments().text("is");
        if (names.problem().isPresent()) {
            return Mono.just(Finding.notOk(names.problem().get()));
        }
        return haproxy.servers(names.target(), names.backend())
                .map(servers -> judge(
                        names,
                        wanted,
                        servers.stream().filter(it -> it.isOf(names.servers())).toList()))
                .onErrorResume(HaproxyException.class, e -> Mono.just(Finding.notOk(String.valueOf(e.getMessage()))));
    }

    static Finding judge(HaproxyNames names, String wanted, List<HaproxyServer> servers) {
        if (servers.isEmpty()) {
            return Finding.notOk("the backend '" + names.backend() + "' has no server of '" + names.servers() + "'");
        }
        int sessions = servers.stream().mapToInt(HaproxyServer::sessions).sum();
        boolean isOk = switch (wanted) {
            case "serving" -> servers.stream().allMatch(HaproxyServer::serves);
            case "drained" ->
                sessions == 0 && servers.stream().noneMatch(it -> it.state() == HaproxyServer.State.READY);
            default -> false;
        };
        String states = String.join(
                ", ",
                servers.stream()
                        .map(it -> it.name() + " " + it.state().word() + (it.isUp() ? " up" : " down"))
                        .toList());
        return new Finding(
                isOk, states + ", " + sessions + " open sessions", Map.of("sessions", String.valueOf(sessions)));
    }
}
