package dev.firebreak.ingest.monitor.probe;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where looks may go; the same settings as remediation-service has.
 *
 * @param sandbox when set, {@code scheme://host/path} of the catalogue is looked at as {@code {sandbox}/host/path}
 * @param networks networks (CIDR) that may be looked at although they are private, such as {@code 10.0.0.0/8}
 * @param prometheus asked for systems that name no server of their own, up to and without {@code /api/v1}
 */
@ConfigurationProperties("firebreak.egress")
public record EgressSettings(
        @Nullable URI sandbox,
        @DefaultValue List<String> networks,
        @Nullable URI prometheus) {
    public EgressSettings {
        sandbox = given(sandbox);
        networks = List.copyOf(networks);
        prometheus = given(prometheus);
    }

    private static @Nullable URI given(@Nullable URI uri) {
        return uri == null || uri.toString().isBlank() ? null : uri;
    }
}
