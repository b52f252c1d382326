package dev.firebreak.ingest.monitor.probe;

import dev.firebreak.catalog.system.Probe;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Whether a name leads where it should, as this machine's resolver sees it. */
final class DnsLook {
    private final Lookup lookup;

    DnsLook(Lookup lookup) {
        this.lookup = lookup;
    }

    Mono<Observation> look(Probe.Dns probe, Duration timeout) {
        return lookup.addresses(probe.host())
                .timeout(timeout)
                .map(found -> judge(probe, found))
                .onErrorResume(
                        Exception.class, e -> Mono.just(Observation.bad(Failures.say(e, probe.host(), timeout))));
    }

    static Observation judge(Probe.Dns probe, List<InetAddress> found) {
        Set<String> addresses =
                found.stream().map(InetAddress::getHostAddress).collect(Collectors.toCollection(TreeSet::new));
        String leads = probe.host() + " leads to " + String.join(", ", addresses);
        if (probe.addresses().isEmpty() || addresses.equals(Set.copyOf(probe.addresses()))) {
            return Observation.good(leads);
        }
        return Observation.bad(leads + " and not to "
                + String.join(", ", probe.addresses().stream().sorted().toList()));
    }
}
