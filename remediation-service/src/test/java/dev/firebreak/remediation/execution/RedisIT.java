package dev.firebreak.remediation.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.remediation.Incidents;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RedisIT {
    private final Harness harness = Harness.shared();
    private final Shop shop = Shop.next();

    @Test
    void aFlushEmptiesTheCacheAndIsProven() {
        fill();
        harness.json("POST", "/shop/" + shop.host() + "/cache/corrupt", "{}");
        Incident incident = opened("flush");

        assertThat(harness.finished(incident).state()).isEqualTo(RemediationState.SUCCEEDED);
        assertThat(cache("words")).isLessThanOrEqualTo(1); // the shop reads one back when it is looked at
        assertThat(cache("sessions")).isZero();
    }

    @Test
    void aPatternTakesOnlyItsKeys() {
        fill();
        Incident incident = opened("delete");

        assertThat(harness.finished(incident).state()).isEqualTo(RemediationState.SUCCEEDED);
        assertThat(cache("words")).isLessThanOrEqualTo(1); // the shop reads one back when it is looked at
        assertThat(cache("sessions")).isEqualTo(7);
    }

    private void fill() {
        harness.json("POST", "/shop/" + shop.host() + "/cache/fill", "{\"words\":1200,\"sessions\":7}");
    }

    private long cache(String kind) {
        return harness.shop(shop).path("cache").path(kind).asLong();
    }

    private Incident opened(String runbook) {
        Incident incident = Incidents.incident(shop.service(), runbook, Instant.now());
        harness.send(Incidents.opened(incident));
        return incident;
    }
}
