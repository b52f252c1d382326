package dev.firebreak.catalog.system;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a system's Prometheus is.
 *
 * @param url up to and without {@code /api/v1}
 * @param tokenSecret sent as bearer token; null for none
 */
public record PrometheusServer(URI url, @Nullable String tokenSecret) {}
