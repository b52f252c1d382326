package dev.firebreak.model.egress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses a connection may go to, asked with the address that was resolved, so that a name which changes its
 * address between looking and connecting gains nothing.
 *
 * @param trusted host and port of what the operator's own settings name: these may be anywhere
 */
public record AddressRule(List<Network> networks, Set<String> trusted) {
    /** Not reachable from the internet: RFC 6890, and the ways to write such an address as IPv6. */
    private static final List<Network> CLOSED = List.of(
            Network.parse("0.0.0.0/8"),
            Network.parse("10.0.0.0/8"),
            Network.parse("100.64.0.0/10"),
            Network.parse("127.0.0.0/8"),
            Network.parse("169.254.0.0/16"),
            Network.parse("172.16.0.0/12"),
            Network.parse("192.0.0.0/24"),
            Network.parse("192.168.0.0/16"),
            Network.parse("198.18.0.0/15"),
            Network.parse("224.0.0.0/3"),
            Network.parse("::/96"),
            Network.parse("64:ff9b::/96"),
            Network.parse("2002::/16"),
            Network.parse("fc00::/7"),
            Network.parse("fe80::/10"),
            Network.parse("fec0::/10"),
            Network.parse("ff00::/8"));

    /**
     * @param networks in CIDR notation, that calls may go to although they are private
     * @param settings addresses that the operator has set; null for those that are not
     */
    public static AddressRule of(List<String> networks, @Nullable URI... settings) {
        return new AddressRule(
                networks.stream().map(Network::parse).toList(),
                Arrays.stream(settings)
                        .filter(Objects::nonNull)
                        .map(AddressRule::place)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    public boolean allows(String host, int port, InetSocketAddress resolved) {
        return !resolved.isUnresolved() && allows(host, port, resolved.getAddress());
    }

    public boolean allows(String host, int port, InetAddress resolved) {
        InetAddress address = plain(resolved);
        return trusted.contains(host + ":" + port)
                || networks.stream().anyMatch(network -> network.contains(address))
                || CLOSED.stream().noneMatch(network -> network.contains(address));
    }

    /** Netty keeps {@code ::ffff:127.0.0.1} as an address of IPv6, the JDK's own way to make one does not. */
    private static InetAddress plain(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of an odd length", e);
        }
    }

    private static String place(URI uri) {
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        return uri.getHost() + ":" + port;
    }
}
