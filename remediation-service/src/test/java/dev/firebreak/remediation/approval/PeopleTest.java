package dev.firebreak.remediation.approval;

import static dev.firebreak.remediation.approval.Questions.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.catalog.runbook.ApprovalRule;
import dev.firebreak.model.Actor;
import dev.firebreak.model.Origin;
import dev.firebreak.model.remediation.Approval;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeopleTest {
    private static final People PEOPLE = new People(List.of("marie=slack:U1", "marie=oidc:7f"));

    @Test
    void aRoleInTheSingularOrThePlural() {
        assertThat(PEOPLE.isEntitled(person("jo", "responder"), List.of("responders")))
                .isTrue();
        assertThat(PEOPLE.isEntitled(person("jo", "viewer"), List.of("responders")))
                .isFalse();
        assertThat(PEOPLE.isEntitled(person("jo", "admin"), List.of("responders")))
                .isTrue();
        assertThat(PEOPLE.isEntitled(person("jo", "responder"), List.of())).isFalse();
    }

    @Test
    void onePersonByNameWhereverTheyAreHeard() {
        assertThat(PEOPLE.isEntitled(person("slack:U1", "responder"), List.of("@marie")))
                .isTrue();
        assertThat(PEOPLE.isEntitled(person("marie", "viewer"), List.of("@marie")))
                .isTrue();
        assertThat(PEOPLE.isEntitled(person("slack:U2", "responder"), List.of("@marie")))
                .isFalse();
        assertThat(PEOPLE.isEntitled(person("slack:U2", "responder"), List.of("@slack:U2")))
                .isTrue();
        assertThat(PEOPLE.isEntitled(
                        new Actor("slack:U2", "Kim", Origin.SLACK, List.of()), List.of("@slack:U2", "responders")))
                .as("for whom nobody vouches")
                .isFalse();
    }

    @Test
    void anApprovalCountsByWhatItsApproversMayNow() {
        Approval both = Questions.approval(2, "slack:U1", "jo");
        var responders = List.of("responder");

        assertThat(PEOPLE.objection(both, rule(2), Map.of("slack:U1", responders, "jo", responders)))
                .isEmpty();
        assertThat(PEOPLE.objection(both, rule(2), Map.of("slack:U1", responders, "jo", List.of("viewer"))))
                .contains("1 of 2 people who said yes may still do so; responders may");
        assertThat(PEOPLE.objection(both, rule(2), Map.of("slack:U1", responders)))
                .isPresent();
        assertThat(PEOPLE.objection(
                        Questions.approval(2, "slack:U1", "oidc:7f"),
                        rule(2),
                        Map.of("slack:U1", responders, "oidc:7f", responders)))
                .as("one person twice")
                .isPresent();
    }

    @Test
    void anEntryThatSaysNothingIsRefused() {
        assertThatThrownBy(() -> new People(List.of("marie")))
                .hasMessage("FIREBREAK_PEOPLE: 'marie' is not of the form user=id, such as marie=slack:U0ADA0001");
    }

    private static ApprovalRule rule(int people) {
        return new ApprovalRule(List.of("responders"), Duration.ofMinutes(15), people);
    }
}
