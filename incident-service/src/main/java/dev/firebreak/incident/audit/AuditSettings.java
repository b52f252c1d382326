package dev.firebreak.incident.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param keptFor how long entries are kept */
@ConfigurationProperties("firebreak.audit")
record AuditSettings(@DefaultValue("400d") Duration keptFor) {}
