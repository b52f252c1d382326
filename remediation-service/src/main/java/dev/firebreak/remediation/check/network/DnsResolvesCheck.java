package dev.firebreak.remediation.check.network;

import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.check.Check;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.outgoing.SocketFailures;
import dev.firebreak.remediation.step.StepRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** {@code dns.resolves}: leads a name somewhere, as this machine's resolver sees it? Connects to nothing. */
@Component
class DnsResolvesCheck implements Check {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Override
    public StepType declares() {
        return StepType.check(
                "dns.resolves",
                Parameter.required("host", ParameterKind.TEXT),
                Parameter.optional("address", ParameterKind.TEXT));
    }

    @Override
    public String sees() {
        return "Whether a name leads to an address, or to `address` among others. Output: `addresses`.";
    }

    @Override
    public Mono<Finding> look(StepRequest request) {
        String host = request.arguments().text("host");
        @Nullable String wanted = request.arguments().findText("address").orElse(null);
        return Mono.fromCallable(() -> InetAddress.getAllByName(host))
                .subscribeOn(Schedulers.boundedElastic()) // the resolver blocks for as long as the name servers let it
                .timeout(TIMEOUT)
                .map(found -> judge(host, wanted, found))
                .onErrorResume(
                        UnknownHostException.class, _ -> Mono.just(Finding.notOk("no address is known for " + host)))
                .onErrorResume(Exception.class, e -> Mono.just(Finding.notOk(SocketFailures.say(e, host, TIMEOUT))));
    }

    static Finding judge(String host, @Nullable String wanted, InetAddress[] found) {
        TreeSet<String> addresses =
                Arrays.stream(found).map(InetAddress::getHostAddress).collect(Collectors.toCollection(TreeSet::new));
        String all = String.join(", ", addresses);
        boolean isOk = wanted == null || addresses.contains(wanted);
        return new Finding(
                isOk, host + " leads to " + all + (isOk ? "" : " and not to " + wanted), Map.of("addresses", all));
    }
}
