package dev.firebreak.incident.lifecycle;

import static dev.firebreak.incident.Alerts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.incident.lifecycle.FlapNews.Flap;
import dev.firebreak.model.incident.IncidentEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlapNewsTest {
    @Test
    void tellsThatItBeginsAndCountsWhatFollows() {
        Dossiers incident = Dossiers.opened();
        IncidentEvent.Flapping news = new IncidentEvent.Flapping(
                "HealthCheckFailed", "web", 4, Duration.ofMinutes(30), Duration.ofMinutes(10));

        Decision begun = incident.moved(FlapNews.decide(incident.dossier(), List.of(new Flap(4, news)), NOON));
        Decision more = incident.moved(FlapNews.decide(incident.dossier(), List.of(new Flap(1, null)), NOON));

        assertThat(begun.entries()).extracting(Decision.Entry::event).containsExactly(news);
        assertThat(begun.entries().getFirst().incident().flapCount()).isEqualTo(4);
        assertThat(more.entries()).isEmpty();
        assertThat(incident.incident().flapCount()).isEqualTo(5);
    }
}
