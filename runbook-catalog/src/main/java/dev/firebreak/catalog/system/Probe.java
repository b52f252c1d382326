package dev.firebreak.catalog.system;

import dev.firebreak.catalog.expression.Expectation;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a monitor looks. Secrets are only named. */
public sealed interface Probe {
    /**
     * @param statuses any of them is good
     * @param expect of the JSON body; null for anything
     * @param contains text that has to be in the body; null for anything
     * @param tokenSecret sent as bearer token; null for none
     */
    record Http(
            URI url,
            Set<Integer> statuses,
            @Nullable Expectation expect,
            @Nullable String contains,
            @Nullable String tokenSecret)
            implements Probe {
        public Http {
            statuses = Set.copyOf(statuses);
        }
    }

    /** The port takes connections. */
    record Tcp(String host, int port) implements Probe {}

    /**
     * The certificate is good for longer than that.
     *
     * @param warning null for no such bound
     * @param critical null for no such bound; at least one is there
     */
    record Tls(
            String host,
            int port,
            @Nullable Duration warning,
            @Nullable Duration critical) implements Probe {}

    /**
     * The name leads somewhere.
     *
     * @param addresses it leads to these and no others; empty for anywhere
     */
    record Dns(String host, List<String> addresses) implements Probe {
        public Dns {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * The worst value that a query gives, against bounds.
     *
     * @param server of the system; null for the one that the operator has set
     */
    record Prometheus(
            String query, Threshold bounds, @Nullable PrometheusServer server) implements Probe {}

    /**
     * The one number that a query of PostgreSQL gives, against bounds.
     *
     * @param urlSecret names the secret that holds {@code postgresql://…}
     */
    record Sql(String urlSecret, String query, Threshold bounds) implements Probe {}

    /** Raises when nobody has called for so long. */
    record Heartbeat(Duration within) implements Probe {}
}
