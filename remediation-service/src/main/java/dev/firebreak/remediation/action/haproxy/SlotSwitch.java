package dev.firebreak.remediation.action.haproxy;

import dev.firebreak.remediation.action.Description;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is to be done to the servers of a backend, decided from how they are. */
final class SlotSwitch {
    static final String ON = "on";
    static final String OFF = "off";

    private SlotSwitch() {}

    /** @param to the slot that is to serve alone */
    static Description describe(String target, String address, String backend, String to, List<HaproxyServer> servers) {
        List<HaproxyServer> on = servers.stream().filter(it -> it.isOf(to)).toList();
        List<HaproxyServer> off = servers.stream().filter(it -> !it.isOf(to)).toList();
        List<HaproxyServer> serving = servers.stream()
                .filter(it -> it.state() == HaproxyServer.State.READY)
                .toList();
        if (on.isEmpty()) {
            return new Description.Impossible(
                    "the backend '" + backend + "' has no server of '" + to + "', only " + names(servers));
        }
        if (isDone(on, off)) {
            return new Description.NotNeeded("'" + to + "' serves alone already");
        }
        // In maintenance there is no health check: then it is seen once it is ready.
        if (on.stream().anyMatch(it -> it.state() != HaproxyServer.State.MAINT && !it.isUp())) {
            return new Description.Impossible("not all of " + names(on) + " are up");
        }
        List<String> slots =
                serving.stream().map(HaproxyServer::slot).distinct().toList();
        return new Description.Ready(
                "HAProxy '" + target + "', backend " + backend,
                "haproxy:" + address + "/" + backend,
                serving.isEmpty() ? "none serves" : names(serving) + " serve",
                names(on) + " serve" + (off.isEmpty() ? "" : ", " + names(off) + " drained"),
                slots.size() == 1 ? slots.getFirst() : null,
                List.of("the others are drained only once " + names(on)
                        + " are up; open sessions may end by themselves"),
                Map.of(ON, joined(on), OFF, joined(off)));
    }

    static boolean isDone(List<HaproxyServer> on, List<HaproxyServer> off) {
        return on.stream().allMatch(HaproxyServer::serves)
                && off.stream().noneMatch(it -> it.state() == HaproxyServer.State.READY);
    }

    static List<HaproxyServer> among(List<HaproxyServer> servers, String joined) {
        List<String> names = split(joined);
        return servers.stream().filter(it -> names.contains(it.name())).toList();
    }

    static List<String> split(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }

    static String names(List<HaproxyServer> servers) {
        return servers.stream().map(HaproxyServer::name).collect(Collectors.joining(", "));
    }

    private static String joined(List<HaproxyServer> servers) {
        return servers.stream().map(HaproxyServer::name).collect(Collectors.joining(","));
    }
}
