package dev.firebreak.incident.lifecycle;

import static dev.firebreak.incident.Alerts.NOON;
import static dev.firebreak.incident.lifecycle.Dossiers.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.incident.Alerts;
import dev.firebreak.incident.lifecycle.Regrouping.Both;
import dev.firebreak.incident.lifecycle.Regrouping.Halves;
import dev.firebreak.incident.lifecycle.Regrouping.Merged;
import dev.firebreak.incident.lifecycle.Regrouping.Moving;
import dev.firebreak.incident.lifecycle.Regrouping.Wish;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Severity;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentRef;
import dev.firebreak.model.incident.IncidentState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RegroupingTest {
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final Wish WISH = new Wish(ADA, "the same database");
    private static final Alerts WEB = Alerts.firing("HealthCheckFailed", "web").severity(Severity.ERROR);
    private static final Alerts API = Alerts.firing("HealthCheckFailed", "api");

    private final Dossiers source = Dossiers.openedBy(API);
    private final Dossiers target = Dossiers.openedBy(WEB, 8);

    @Test
    void mergingEndsTheOneAndTheOtherGoesOnWithAllOfIt() {
        Merged merged = merge(new Moving(1, List.of()));

        Incident over = merged.source().dossier().incident();
        assertThat(over.state()).isEqualTo(IncidentState.CLOSED);
        assertThat(over.mergedInto())
                .isEqualTo(new IncidentRef(target.incident().id(), 8));
        assertThat(over.firingCount()).isZero();
        assertThat(over.resolvedBy()).isEqualTo("Ada");
        assertThat(merged.source().dossier().nextDueAt()).isEmpty();
        Incident whole = merged.target().dossier().incident();
        assertThat(whole.firingCount()).isEqualTo(2);
        assertThat(whole.alertCount()).isEqualTo(2);
        assertThat(whole.level()).isEqualTo("P0");
        assertThat(merged.target().entries())
                .extracting(Decision.Entry::event)
                .containsExactly(
                        new IncidentEvent.Absorbed(
                                new IncidentRef(source.incident().id(), 7),
                                source.incident().alerts(),
                                "the same database"),
                        new IncidentEvent.LevelChanged(
                                "P1", "P0", Severity.CRITICAL, "as bad as #7, which is a part of it"));
    }

    @Test
    void whatBothHadCountsOnceAndByItsNewestWord() {
        AlertSummary ended = AlertSummary.of(API.resolvedAt(LATER).alert());
        AlertSummary began = source.incident().alerts().getFirst();

        assertThat(new Both(began, ended).newest()).isEqualTo(ended);
        assertThat(new Both(ended, began).newest()).isEqualTo(ended);
        Merged merged = merge(new Moving(1, List.of(new Both(began, ended))));

        assertThat(merged.words()).containsExactly(ended);
        assertThat(merged.target().dossier().incident().firingCount()).isEqualTo(1);
    }

    @Test
    void whatFiresEndsTheObservationThatItIsMergedInto() {
        target.alerts(LATER, WEB.resolvedAt(LATER));
        assertThat(target.incident().resolvesAt()).isNotNull();

        assertThat(merge(new Moving(1, List.of())).target().dossier().incident().resolvesAt())
                .isNull();
    }

    @Test
    void whatIsMergedIsAnsweredForButMovesNoMore() {
        Dossier over = merge(new Moving(1, List.of())).source().dossier();

        for (Command.ForIncident late : List.<Command.ForIncident>of(
                new Command.ReopenIncident(
                        EventId.next(), ADA, LATER, over.incident().id(), null),
                new Command.AcknowledgeIncident(
                        EventId.next(), ADA, NOON, over.incident().id(), null))) {
            Decision decision = Requests.decide(over, late, null, LATER.plusSeconds(1));
            assertThat(decision.refusal()).hasValue("it was merged into #8");
            assertThat(decision.dossier().incident().state()).isEqualTo(IncidentState.CLOSED);
        }
        assertThat(Requests.decide(
                                over,
                                new Command.ResolveIncident(
                                        EventId.next(),
                                        ADA,
                                        NOON,
                                        over.incident().id(),
                                        null),
                                null,
                                LATER)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void saysWhyItCannotBeMerged() {
        Incident merged = merge(new Moving(1, List.of())).source().dossier().incident();
        Incident open = target.incident();
        target.resolve(LATER, LATER);

        assertThat(Regrouping.againstMerging(open, open, null)).hasValue("an incident cannot be merged into itself");
        assertThat(Regrouping.againstMerging(merged, open, null)).hasValue("it was merged into #8");
        assertThat(Regrouping.againstMerging(open, merged, null)).hasValue("#7 was merged into #8");
        assertThat(Regrouping.againstMerging(source.incident(), target.incident(), null))
                .hasValue("#8 is resolved; reopen it first, or merge it into #7");
        assertThat(Regrouping.againstMerging(target.incident(), source.incident(), 9L))
                .hasValue("it is resolved, and goes on in #9: merge that");
        assertThat(Regrouping.againstMerging(source.incident(), open, open.number()))
                .isEmpty();
        assertThat(Regrouping.againstMerging(source.incident(), open, null)).isEmpty();
    }

    @Test
    void splittingOpensAnotherOneThatTellsPeopleAndTheRestGoesOn() {
        source.alerts(LATER, API.fingerprint("other").startsAt(LATER).receivedAt(LATER));
        AlertSummary leaving = Objects.requireNonNull(source.words().get("other"));

        Halves halves = split(leaving);

        Incident rest = halves.from().dossier().incident();
        assertThat(rest.firingCount()).isEqualTo(1);
        assertThat(rest.alerts()).extracting(AlertSummary::fingerprint).doesNotContain("other");
        assertThat(rest.splitInto()).containsExactly(new IncidentRef(new IncidentId(new UUID(0, 9)), 9));
        Incident opened = halves.opened().dossier().incident();
        assertThat(opened.state()).isEqualTo(IncidentState.TRIGGERED);
        assertThat(opened.splitFrom()).isEqualTo(new IncidentRef(rest.id(), 7));
        assertThat(opened.correlationKey()).isEqualTo(rest.correlationKey() + "/split=9");
        assertThat(opened.runbook()).isNull();
        assertThat(opened.receivers()).hasSize(2);
        assertThat(halves.opened().dossier().nextDueAt()).isPresent();
    }

    @Test
    void aWholeInWhichNothingFiresAfterASplitIsObserved() {
        source.alerts(LATER, API.fingerprint("other").startsAt(LATER).receivedAt(LATER), API.resolvedAt(LATER));

        Halves halves = split(Objects.requireNonNull(source.words().get("other")));

        assertThat(halves.from().dossier().incident().resolvesAt()).isNotNull();
    }

    @Test
    void saysWhyItCannotBeSplit() {
        Incident open = source.incident();
        source.resolve(LATER, LATER);

        assertThat(Regrouping.againstSplitting(open, Set.of("a", "b"), Set.of("a"), 5))
                .hasValue("no alert of it has the fingerprint 'b'");
        assertThat(Regrouping.againstSplitting(open, Set.of("a"), Set.of("a"), 1))
                .hasValue("these are all its alerts: nothing would be left");
        assertThat(Regrouping.againstSplitting(source.incident(), Set.of("a"), Set.of("a"), 2))
                .hasValue("it is resolved");
        assertThat(Regrouping.againstSplitting(open, Set.of("a"), Set.of("a"), 2))
                .isEmpty();
    }

    private Halves split(AlertSummary leaving) {
        return Regrouping.split(
                source.dossier(),
                List.of(leaving),
                new Offspring(new IncidentId(new UUID(0, 9)), 9, "Another thing"),
                WISH,
                LATER);
    }

    private Merged merge(Moving moving) {
        return Regrouping.merge(source.dossier(), target.dossier(), moving, WISH, LATER);
    }
}
