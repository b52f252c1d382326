package dev.firebreak.ingest.monitor.probe;

import dev.firebreak.model.egress.AddressRule;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import reactor.core.publisher.Mono;

/** Names to addresses, as the system's resolver knows them, and only those that a connection may go to. */
final class Lookup {
    private final AddressRule rule;

    Lookup(AddressRule rule) {
        this.rule = rule;
    }

    /** Wherever they lead: for looking at, not for connecting to. */
    Mono<List<InetAddress>> addresses(String host) {
        return Mono.create(sink -> {
            // The resolver blocks for as long as the name servers let it; a virtual thread may wait.
            Thread waiting = Thread.startVirtualThread(() -> {
                try {
                    sink.success(Arrays.asList(InetAddress.getAllByName(host)));
                } catch (UnknownHostException e) {
                    sink.error(e);
                }
            });
            sink.onCancel(waiting::interrupt);
        });
    }

    /** One address that is not allowed closes the name: a mixed answer is what rebinding looks like. */
    Mono<List<InetSocketAddress>> allowed(InetSocketAddress asked) {
        Mono<List<InetAddress>> found =
                asked.isUnresolved() ? addresses(asked.getHostString()) : Mono.just(List.of(asked.getAddress()));
        String host = asked.getHostString();
        return found.flatMap(addresses ->
                addresses.stream().allMatch(address -> rule.allows(host, asked.getPort(), address))
                        ? Mono.just(addresses.stream()
                                .map(address -> new InetSocketAddress(address, asked.getPort()))
                                .toList())
                        : Mono.error(new RefusedAddressException(host)));
    }

    /** A name leads to an address that nothing may be sent to. */
    static final class RefusedAddressException extends ConnectException {
        private static final long serialVersionUID = 1L;

        RefusedAddressException(String host) {
            super(host + " leads to a private, link-local or loopback address: allow its network with"
                    + " FIREBREAK_EGRESS_NETWORKS if it is yours");
        }
    }
}
