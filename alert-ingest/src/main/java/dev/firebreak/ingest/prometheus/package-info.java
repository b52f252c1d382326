/** Alertmanager's webhook version 4, and Grafana's variant of it. */
@NullMarked
package dev.firebreak.ingest.prometheus;

import org.jspecify.annotations.NullMarked;
