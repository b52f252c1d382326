package dev.firebreak.remediation.outgoing;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How calls leave.
 *
 * @param sandbox when set, {@code scheme://host/path} of the catalogue is sent to {@code {sandbox}/host/path}
 * @param networks networks (CIDR) that targets may live in although they are private, such as {@code 10.0.0.0/8}
 * @param vercelApi base of Vercel's API
 * @param callsAtOnce per host
 */
@ConfigurationProperties("firebreak.egress")
public record EgressSettings(
        @Nullable URI sandbox,
        @DefaultValue List<String> networks,
        @DefaultValue("https://api.vercel.com") URI vercelApi,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("64") int callsAtOnce,
        @DefaultValue("5s") Duration breakerOpenFor) {
    public EgressSettings {
        sandbox = sandbox == null || sandbox.toString().isBlank() ? null : sandbox;
        networks = List.copyOf(networks);
    }
}
