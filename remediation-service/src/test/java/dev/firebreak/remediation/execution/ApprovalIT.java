package dev.firebreak.remediation.execution;

import static dev.firebreak.remediation.execution.Harness.SOON;
import static dev.firebreak.remediation.execution.Harness.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Origin;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.remediation.Incidents;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Answers that come late, twice, again, from the wrong one or to another plan run nothing, and each leaves its reason. */
class ApprovalIT {
    private static final String RESET = "/actuator/circuitbreakers/generation";
    private static final Actor MARIE = person("Marie", "responder");
    private static final Actor ADA = person("Ada", "admin");

    private final Harness harness = Harness.shared();
    private final Shop shop = Shop.next();

    @Test
    void oneOfTwoPeopleIsNotEnoughHoweverOftenAndAsWhomeverTheySayYes() {
        Incident incident = asked("reset-asked");
        RemediationFact question = harness.fact(incident, RemediationEvent.ApprovalRequested.class);
        Command.ApproveStep yes = harness.approve(incident, question, MARIE);
        for (int delivery = 0; delivery < 3; delivery++) {
            harness.send(yes); // the same message: it is taken in once and says nothing more
        }
        List<Actor> others = List.of(
                MARIE,
                new Actor("marie", "Marie", Origin.API, List.of("responder")),
                new Actor("marie", "Marie", Origin.CLI, List.of("responder")),
                person("Vera", "viewer"),
                new Actor("token:7", "deploy job", Origin.API, List.of("admin")),
                new Actor("prometheus", "Prometheus", Origin.SOURCE, List.of("admin")));
        others.forEach(actor -> harness.send(harness.approve(incident, question, actor)));
        harness.send(new Command.ApproveStep(
                EventId.next(),
                ADA,
                Instant.EPOCH,
                incident.id(),
                question.remediation().id(),
                UUID.randomUUID()));

        await().atMost(SOON).until(() -> refusals(incident).size() == others.size() + 1);
        assertThat(refusals(incident))
                .extracting(RemediationFact::actor)
                .containsExactlyElementsOf(
                        Stream.concat(others.stream(), Stream.of(ADA)).toList());
        assertThat(refusals(incident))
                .extracting(fact -> ((RemediationEvent.AnswerRefused) fact.event()).summary())
                .satisfiesExactly(
                        it -> assertThat(it).contains("the same person counts once"),
                        it -> assertThat(it).contains("the same person counts once"),
                        it -> assertThat(it).contains("the same person counts once"),
                        it -> assertThat(it).contains("only responders may answer"),
                        it -> assertThat(it).contains("a person must answer"),
                        it -> assertThat(it).contains("only responders may answer"),
                        it -> assertThat(it).contains("no longer asked"));
        assertThat(count(incident, RemediationEvent.Approved.class)).isEqualTo(1);
        assertThat(count(incident, RemediationEvent.ActionDispatched.class)).isZero();
        assertThat(harness.effects(shop, RESET)).isZero();
    }

    @Test
    void aYesThatComesTooLateRunsNothing() {
        Incident incident = asked("reset-asked-briefly");
        RemediationFact question = harness.fact(incident, RemediationEvent.ApprovalRequested.class);
        harness.finished(incident);

        harness.send(harness.approve(incident, question, MARIE));

        assertThat(harness.event(incident, RemediationEvent.AnswerRefused.class).summary())
                .contains("the remediation is over");
        assertThat(harness.event(incident, RemediationEvent.ApprovalVoided.class)
                        .step())
                .isEqualTo("reset");
        assertThat(harness.effects(shop, RESET)).isZero();
    }

    @Test
    void aYesToAnotherPlanIsVoidAndCannotBeUsedAgain() {
        Incident incident = asked("reset-asked");
        RemediationFact question = harness.fact(incident, RemediationEvent.ApprovalRequested.class);
        harness.json(
                "POST",
                "/hosts/" + shop.host() + "/actuator/circuitbreakers/generation",
                "{\"updateState\":\"FORCE_OPEN\"}"); // by somebody else, between question and answer
        long others = harness.effects(shop, RESET);
        harness.send(harness.approve(incident, question, MARIE));
        harness.send(harness.approve(incident, question, ADA));
        await().atMost(SOON).until(() -> count(incident, RemediationEvent.ApprovalRequested.class) == 2);

        harness.send(harness.approve(incident, question, MARIE));
        harness.send(harness.approve(incident, question, ADA));

        await().atMost(SOON).until(() -> refusals(incident).size() == 2);
        assertThat(harness.event(incident, RemediationEvent.ApprovalVoided.class)
                        .summary())
                .isNotBlank();
        assertThat(count(incident, RemediationEvent.ActionDispatched.class)).isZero();
        assertThat(harness.effects(shop, RESET)).isEqualTo(others);
    }

    private Incident asked(String runbook) {
        harness.trip(shop, "healthy");
        Incident incident = Incidents.incident(shop.service(), runbook, Instant.now());
        harness.send(Incidents.opened(incident));
        return incident;
    }

    private List<RemediationFact> refusals(Incident incident) {
        return harness.facts(incident).stream()
                .filter(fact -> fact.event() instanceof RemediationEvent.AnswerRefused)
                .toList();
    }

    private long count(Incident incident, Class<? extends RemediationEvent> type) {
        return harness.facts(incident).stream()
                .filter(fact -> type.isInstance(fact.event()))
                .count();
    }
}
