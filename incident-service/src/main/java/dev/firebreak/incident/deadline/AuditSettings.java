package dev.firebreak.incident.deadline;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param every how often it is looked whether a deadline was missed by us
 * @param overdueAfter how late a deadline may be met before that counts as missed
 * @param heartbeatOut is asked with GET after each look that found nothing; somebody outside who misses it knows that
 *     Firebreak is not well. Null for nobody
 */
@ConfigurationProperties("firebreak.deadline-audit")
record AuditSettings(
        @DefaultValue("30s") Duration every,
        @DefaultValue("10s") Duration overdueAfter,
        @Nullable String heartbeatOut) {

    /** Leaves the address out: whoever has it can beat for us. */
    @Override
    public String toString() {
        return "AuditSettings[every=" + every + ", overdueAfter=" + overdueAfter + "]";
    }
}
