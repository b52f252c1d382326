package dev.firebreak.incident.correlation;

import static dev.firebreak.incident.Alerts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.incident.Alerts;
import dev.firebreak.incident.TestCatalog;
import dev.firebreak.incident.correlation.Sorting.Group;
import dev.firebreak.incident.lifecycle.IncidentStore.Firing;
import dev.firebreak.incident.trace.AlertTrace;
import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.IncidentId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SortingTest {
    private static final Rulebook RULEBOOK = new Rulebook(TestCatalog.catalog(), null);
    private static final Alerts DOWN = Alerts.firing("HealthCheckFailed", "web");
    private static final IncidentId INCIDENT = IncidentId.next();

    @Test
    void groupsByCorrelationKeyInAFixedOrder() {
        Sorting sorting =
                sort(List.of(), Map.of(), DOWN, Alerts.firing("Unwritten", "api"), DOWN.fingerprint("second"));

        assertThat(sorting.groups())
                .extracting(Group::correlationKey)
                .containsExactly("shop/service=api/alert=Unwritten", "shop/service=web");
        assertThat(sorting.groups().get(1).alerts()).hasSize(2);
    }

    @Test
    void aResolveGoesWhereItsFingerprintFires() {
        Firing place = new Firing(DOWN.fingerprint(), INCIDENT, "some/old/key", true);

        Sorting sorting = sort(List.of(place), Map.of(), DOWN.resolvedAt(NOON.plusSeconds(1)));

        assertThat(sorting.groups()).singleElement().satisfies(group -> {
            assertThat(group.correlationKey()).isEqualTo("some/old/key");
            assertThat(group.incidentId()).isEqualTo(INCIDENT);
            assertThat(group.ruling()).isNull();
        });
    }

    @Test
    void aResolveFollowsTheFiringOfItsOwnBatch() {
        Sorting sorting = sort(List.of(), Map.of(), DOWN, DOWN.resolvedAt(NOON.plusSeconds(1)));

        assertThat(sorting.groups())
                .singleElement()
                .satisfies(group -> assertThat(group.alerts()).hasSize(2));
        assertThat(sorting.earlyEnds()).isEmpty();
    }

    @Test
    void aFiringThatComesAfterItsEndIsKnownToBeOver() {
        Instant end = NOON.plusSeconds(5);

        Sorting sameBatch = sort(List.of(), Map.of(), DOWN.resolvedAt(end), DOWN);
        Sorting nextBatch = sort(List.of(), Map.of(DOWN.fingerprint(), end), DOWN);

        assertThat(sameBatch.groups()).isEmpty();
        assertThat(sameBatch.earlyEnds()).containsEntry(DOWN.fingerprint(), end);
        assertThat(sameBatch.left()).extracting(AlertTrace::outcome).containsExactly("nothing-to-resolve", "stale");
        assertThat(nextBatch.groups()).isEmpty();
    }

    @Test
    void whatFiresAfterTheEarlyEndIsNew() {
        Sorting sorting =
                sort(List.of(), Map.of(DOWN.fingerprint(), NOON.plusSeconds(5)), DOWN.startsAt(NOON.plusSeconds(6)));

        assertThat(sorting.groups()).hasSize(1);
    }

    @Test
    void saysWhyAnAlertOpensNothing() {
        Sorting sorting = sort(
                List.of(),
                Map.of(),
                Alerts.firing("Unwritten", "api").severity(Severity.WARNING),
                Alerts.firing("Unwritten", "strange"));

        assertThat(sorting.left()).extracting(AlertTrace::outcome).containsExactly("no-runbook", "unknown-service");
    }

    @Test
    void aCapShortensTheObservationButNeverLengthensIt() {
        assertThat(observation(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(observation(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(2));
    }

    private static Duration observation(Duration cap) {
        Verdict verdict = new Rulebook(RULEBOOK.catalog(), cap).judge(DOWN.alert(), NOON);
        return verdict instanceof Verdict.Applies applies
                ? applies.ruling().terms().observeFor()
                : Duration.ZERO;
    }

    private static Sorting sort(List<Firing> firing, Map<String, Instant> ends, Alerts... alerts) {
        Sorting sorting = new Sorting(RULEBOOK, NOON, firing, ends, Map.of(), Map.of(), Holding.NOTHING);
        List.of(alerts).forEach(each -> sorting.take(each.alert()));
        return sorting;
    }
}
