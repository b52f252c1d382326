package dev.firebreak.incident.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.incident.Alerts;
import dev.firebreak.incident.timeline.Timeline;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.IncidentEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final Instant NOON = Alerts.NOON;

    @Test
    void alertsOfOneMinuteAreOneBarAsHighAsTheyAreMany() {
        Chart chart = Chart.of(
                NOON,
                NOON.plus(Duration.ofMinutes(10)),
                List.of(added(NOON.plusSeconds(1), 2), added(NOON.plusSeconds(2), 2), added(NOON.plusSeconds(200), 1)),
                List.of());

        assertThat(chart.width()).isEqualTo(Duration.ofMinutes(1));
        assertThat(chart.most()).isEqualTo(4);
        assertThat(chart.bars()).extracting(Chart.Bar::words).containsExactly("4 alerts", "1 alert");
        assertThat(chart.bars().getFirst().height())
                .isEqualTo(4 * chart.bars().getLast().height());
    }

    @Test
    void aLongIncidentHasNoMoreBarsThanTheDrawingHasRoomFor() {
        Instant end = NOON.plus(Duration.ofDays(3));

        Chart chart = Chart.of(NOON, end, List.of(added(NOON, 1), added(end, 1)), List.of());

        assertThat(chart.bars()).allSatisfy(bar -> assertThat(bar.x()).isBetween(0.0, (double) Chart.WIDTH));
        assertThat(chart.width()).isGreaterThan(Duration.ofMinutes(30));
    }

    @Test
    void whatPeopleDidIsMarkedWhereItHappened() {
        Chart chart = Chart.of(
                NOON,
                NOON.plus(Duration.ofMinutes(5)),
                List.of(item(NOON.plusSeconds(60), new IncidentEvent.Acknowledged(null))),
                List.of());

        assertThat(chart.bars()).isEmpty();
        assertThat(chart.marks()).singleElement().satisfies(mark -> {
            assertThat(mark.kind()).isEqualTo("acknowledged");
            assertThat(mark.x()).isBetween(0.0, (double) Chart.WIDTH);
        });
    }

    private static Timeline.Item added(Instant at, int count) {
        AlertSummary alert = AlertSummary.of(Alerts.firing("Slow", "web").alert());
        return item(at, new IncidentEvent.AlertsAdded(List.of(alert), count));
    }

    private static Timeline.Item item(Instant at, IncidentEvent event) {
        return new Timeline.Item(EventId.next(), 1, at, "type", Actor.FIREBREAK, "text", "hash", event);
    }
}
