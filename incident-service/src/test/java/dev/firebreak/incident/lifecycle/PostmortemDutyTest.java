package dev.firebreak.incident.lifecycle;

import static dev.firebreak.incident.Alerts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.incident.Alerts;
import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.IncidentEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PostmortemDutyTest {
    private static final Instant RESOLVED = NOON.plusSeconds(600);
    private static final Instant DUE = RESOLVED.plus(Duration.ofHours(24));

    private final Dossiers incident = Dossiers.opened();

    @Test
    void remindsOnceADayAfterTheResolution() {
        incident.resolve(RESOLVED, RESOLVED);

        assertThat(incident.dossier().nextDueAt()).hasValue(DUE);
        assertThat(incident.timePasses(DUE.minusMillis(1)).isEmpty()).isTrue();
        assertThat(incident.timePasses(DUE).entries())
                .extracting(Decision.Entry::event)
                .containsExactly(new IncidentEvent.PostmortemDue(RESOLVED, Duration.ofHours(24)));
        assertThat(incident.dossier().nextDueAt()).isEmpty();
        incident.reopen(DUE.plusSeconds(1));
        incident.resolve(DUE.plusSeconds(2), DUE.plusSeconds(2));
        assertThat(incident.dossier().nextDueAt()).isEmpty();
    }

    @Test
    void remindsNobodyOfWhatWasKept() {
        incident.moved(PostmortemDuty.kept(incident.dossier(), NOON));

        incident.resolve(RESOLVED, RESOLVED);

        assertThat(incident.dossier().nextDueAt()).isEmpty();
    }

    @Test
    void asksForNoneAtALevelThatWakesNobody() {
        Dossiers minor = Dossiers.openedBy(Alerts.firing("TooManyErrors", "web").severity(Severity.WARNING));
        minor.resolve(RESOLVED, RESOLVED);

        assertThat(minor.incident().level()).isEqualTo("P2");
        assertThat(minor.dossier().nextDueAt()).isEmpty();
    }
}
