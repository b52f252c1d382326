package dev.firebreak.incident.correlation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param observeAtMost shortens every runbook's observation, for demonstrations and tests; null leaves it as written */
@ConfigurationProperties("firebreak.correlation")
record CorrelationSettings(@Nullable Duration observeAtMost) {}
