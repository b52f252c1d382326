package dev.firebreak.remediation.execution;

import static dev.firebreak.remediation.execution.Harness.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.Plan;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.remediation.Incidents;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollbackIT {
    private final Harness harness = Harness.shared();
    private final Shop shop = Shop.next();

    @Test
    void anApprovedRollbackIsProvenToHaveHelped() {
        Deployments deployments = Deployments.bad(harness, shop);
        Incident incident = opened(deployments, "rollback");
        RemediationFact asked = harness.fact(incident, RemediationEvent.ApprovalRequested.class);
        Plan plan =
                ((RemediationEvent.ApprovalRequested) asked.event()).approval().plan();
        assertThat(plan.from()).startsWith(deployments.suspect().id());
        assertThat(plan.to()).startsWith(deployments.lastGood().id());
        assertThat(plan.evidence())
                .anyMatch(line ->
                        line.startsWith("recent: " + deployments.suspect().id()));
        assertThat(plan.evidence()).anyMatch(line -> line.contains("otherwise undone by vercel.promote"));
        assertThat(plan.hash()).hasSize(64);

        harness.send(harness.approve(incident, asked, person("Marie", "responder")));

        assertThat(harness.finished(incident).state()).isEqualTo(RemediationState.SUCCEEDED);
        assertThat(harness.effects(shop, "/rollback/")).isEqualTo(1);
        assertThat(live()).isEqualTo(deployments.lastGood().id());
        assertThat(harness.facts(incident)
                        .getLast()
                        .remediation()
                        .steps()
                        .getLast()
                        .before())
                .isEqualTo(deployments.suspect().id());
    }

    @Test
    void aRollbackThatDoesNotHelpIsUndone() {
        Deployments.bad(harness, shop);
        Deployments.bad(harness, shop);
        String live = live();
        Incident incident = Incidents.incident(shop.service(), "rollback-in-vain", Instant.now());
        harness.send(Incidents.opened(incident)); // knows no suspect: takes the newest older one, which is bad as well

        assertThat(harness.finished(incident).state()).isEqualTo(RemediationState.FAILED);
        assertThat(kinds(incident))
                .containsSubsequence("ActionApplied", "VerificationFailed", "Undone", "UndoProbed", "Finished");
        assertThat(harness.facts(incident)
                        .getLast()
                        .remediation()
                        .steps()
                        .getLast()
                        .status())
                .isEqualTo(StepStatus.UNDONE);
        assertThat(live()).isEqualTo(live);
    }

    @Test
    void productionThatWasMovedMeanwhileIsLeftAlone() {
        Deployments deployments = Deployments.bad(harness, shop);
        Incident incident = opened(deployments, "rollback");
        RemediationFact asked = harness.fact(incident, RemediationEvent.ApprovalRequested.class);
        harness.json("POST", "/shop/" + shop.host() + "/deploy", "{\"bad\":false,\"announce\":false}");
        harness.send(harness.approve(incident, asked, person("Marie", "responder")));

        RemediationEvent.Finished finished = harness.finished(incident);

        assertThat(finished.state()).isEqualTo(RemediationState.FAILED);
        assertThat(finished.summary()).contains("not by the suspect");
        assertThat(harness.effects(shop, "/rollback/")).isZero();
    }

    private Incident opened(Deployments deployments, String runbook) {
        Incident incident = deployments.incident(runbook);
        harness.send(Incidents.opened(incident));
        return incident;
    }

    private String live() {
        return harness.shop(shop).path("live").path("id").asString();
    }

    private List<String> kinds(Incident incident) {
        return harness.facts(incident).stream()
                .map(fact -> fact.event().getClass().getSimpleName())
                .toList();
    }
}
