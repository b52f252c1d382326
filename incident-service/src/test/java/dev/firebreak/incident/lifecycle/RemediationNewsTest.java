package dev.firebreak.incident.lifecycle;

import static dev.firebreak.incident.Alerts.NOON;
import static dev.firebreak.incident.lifecycle.Dossiers.opened;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.remediation.BrokenGlass;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.remediation.RemediationState;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemediationNewsTest {
    @Test
    void isMitigatedWhenAVerifiedActionHelped() {
        Dossiers incident = opened();

        decide(incident, finished(RemediationState.SUCCEEDED), true);

        assertThat(incident.incident().state()).isEqualTo(IncidentState.MITIGATED);
        assertThat(incident.incident().mitigatedAt()).isEqualTo(NOON);
    }

    @Test
    void isNotMitigatedBySuccessWithoutProof() {
        Dossiers incident = opened();

        decide(incident, finished(RemediationState.SUCCEEDED), false);

        assertThat(incident.incident().state()).isEqualTo(IncidentState.TRIGGERED);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "NEEDS_PERSON"})
    void tellsEveryoneElseWhenAutomationCannotHelp(RemediationState state) {
        Dossiers incident = opened();

        decide(incident, finished(state), false);

        assertThat(incident.incident().receivers())
                .extracting(Receiver::name)
                .containsExactly("incidents", "on-call", "managers");
        assertThat(incident.dossier().escalation().remaining("P0")).isEmpty();
    }

    @Test
    void tellsEveryoneThatTheGlassWasBrokenAlsoWhoWasToldBefore() {
        Dossiers incident = opened();
        decide(incident, finished(RemediationState.FAILED), false);
        BrokenGlass glass = new BrokenGlass(new UUID(0, 1), List.of("cooldown"), "ada", "Ada", "customers", NOON);

        Decision decision =
                decide(incident, new RemediationEvent.GlassBroken("rollback", glass, "GLASS BROKEN"), false);

        assertThat(decision.entries())
                .extracting(Decision.Entry::event)
                .last()
                .isInstanceOfSatisfying(IncidentEvent.Escalated.class, it -> {
                    assertThat(it.receivers())
                            .extracting(Receiver::name)
                            .containsExactly("incidents", "on-call", "managers");
                    assertThat(it.message()).isEqualTo("GLASS BROKEN");
                });
    }

    @Test
    void changesNothingOnAResolvedIncidentButItsStory() {
        Dossiers incident = opened();
        incident.resolve(NOON, NOON);

        Decision decision = decide(incident, finished(RemediationState.FAILED), false);

        assertThat(decision.entries())
                .singleElement()
                .extracting(Decision.Entry::event)
                .isInstanceOf(IncidentEvent.RemediationProgressed.class);
    }

    @Test
    void leavesOutWhatOnlyBegins() {
        assertThat(decide(opened(), new RemediationEvent.StepStarted("rollback", "starting"), false)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void namesTheKindAsTheWireDoes() {
        Decision decision = decide(opened(), new RemediationEvent.ActionApplied("rollback", 1, null, "applied"), false);

        assertThat(decision.entries())
                .singleElement()
                .extracting(Decision.Entry::event)
                .isInstanceOfSatisfying(
                        IncidentEvent.RemediationProgressed.class,
                        it -> assertThat(it.kind()).isEqualTo("actionApplied"));
    }

    private static RemediationEvent finished(RemediationState state) {
        return new RemediationEvent.Finished(state, "the end");
    }

    private static Decision decide(Dossiers incident, RemediationEvent event, boolean verified) {
        Incident before = incident.incident();
        Remediation remediation = new Remediation(
                RemediationId.next(),
                before.id(),
                new RunbookRef("shop", "outage", "Complete outage"),
                before.service(),
                "v",
                RemediationState.RUNNING,
                List.of(),
                NOON,
                null);
        RemediationFact fact = new RemediationFact(EventId.next(), 1, NOON, Actor.FIREBREAK, "v", event, remediation);
        return incident.moved(RemediationNews.decide(
                incident.dossier(), List.of(new RemediationNews.Progress(fact, verified)), NOON));
    }
}
