package dev.firebreak.incident.intake;

import static dev.firebreak.incident.Alerts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.incident.Alerts;
import dev.firebreak.incident.TestCatalog;
import dev.firebreak.model.alert.Alert;
import java.util.List;
import org.junit.jupiter.api.Test;

class MutingTest {
    private static final Alerts CAUSE = Alerts.firing("DatabaseDown", "api");
    private static final Alerts SYMPTOM = Alerts.firing("QueryFailed", "web");

    @Test
    void whatMutesIsHandledBeforeWhatItMutesHoweverTheyCame() {
        Alert symptom = SYMPTOM.alert();
        Alert cause = CAUSE.alert();

        assertThat(parts(symptom, cause)).containsExactly(List.of(cause), List.of(symptom));
    }

    @Test
    void whatConcernsOneFingerprintStaysInOrder() {
        Alert over = CAUSE.resolvedAt(NOON.minusSeconds(60)).alert();
        Alert symptom = SYMPTOM.alert();
        Alert again = CAUSE.alert();

        assertThat(parts(over, symptom, again)).containsExactly(List.of(over, again), List.of(symptom));
    }

    @Test
    void aBatchWithoutSuchAlertsStaysWhole() {
        Alert one = SYMPTOM.alert();
        Alert other = Alerts.firing("HealthCheckFailed", "web").alert();

        assertThat(parts(one, other)).containsExactly(List.of(one, other));
    }

    private static List<List<Alert>> parts(Alert... alerts) {
        return Muting.parts(TestCatalog.catalog(), List.of(alerts), NOON);
    }
}
