package dev.firebreak.remediation.outgoing;

import dev.firebreak.model.egress.AddressRule;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How calls leave.
 *
 * @param sandbox when set, {@code scheme://host/path} of the catalogue is sent to {@code {sandbox}/host/path}
 * @param networks networks (CIDR) that targets may live in although they are private, such as {@code 10.0.0.0/8}
 * @param providers where the providers' own APIs are
 * @param callsAtOnce per host
 */
@ConfigurationProperties("firebreak.egress")
public record EgressSettings(
        @Nullable URI sandbox,
        @DefaultValue List<String> networks,
        @DefaultValue Providers providers,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("64") int callsAtOnce,
        @DefaultValue("5s") Duration breakerOpenFor) {
    public EgressSettings {
        sandbox = sandbox == null || sandbox.toString().isBlank() ? null : sandbox;
        networks = List.copyOf(networks);
    }

    /**
     * Named by the operator, so they may be anywhere.
     *
     * @param prometheus for systems that name none, up to and without {@code /api/v1}; null when there is none
     */
    public record Providers(
            @DefaultValue("https://api.vercel.com") URI vercel,
            @DefaultValue("https://api.github.com") URI github,
            @DefaultValue("https://api.statuspage.io/v1") URI statuspage,
            @Nullable URI prometheus) {
        public Providers {
            prometheus = prometheus == null || prometheus.toString().isBlank() ? null : prometheus;
        }

        URI[] all() {
            return Stream.of(vercel, github, statuspage, prometheus)
                    .filter(Objects::nonNull)
                    .toArray(URI[]::new);
        }
    }

    /** What connections may go to. */
    AddressRule addresses() {
        URI[] trusted = Stream.concat(Stream.ofNullable(sandbox), Stream.of(providers.all()))
                .toArray(URI[]::new);
        return AddressRule.of(networks, trusted);
    }
}
