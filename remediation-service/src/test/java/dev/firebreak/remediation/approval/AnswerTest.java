package dev.firebreak.remediation.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.Actor;
import dev.firebreak.model.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {
    @Test
    void aRoleInTheSingularIsTheRunbooksPlural() {
        assertThat(Answer.isEntitled(person("responder"), List.of("responders")))
                .isTrue();
        assertThat(Answer.isEntitled(person("viewer"), List.of("responders"))).isFalse();
    }

    @Test
    void anAdminMayAnswerEverything() {
        assertThat(Answer.isEntitled(person("admin"), List.of("responders"))).isTrue();
    }

    @Test
    void aMachineIsNobodyWhateverItsRoles() {
        assertThat(Answer.isEntitled(
                        new Actor("prometheus", "Prometheus", Origin.SOURCE, List.of("admin")), List.of("responders")))
                .isFalse();
    }

    @Test
    void nobodyInTheListMeansOnlyAdmins() {
        assertThat(Answer.isEntitled(person("responder"), List.of())).isFalse();
    }

    private static Actor person(String role) {
        return new Actor("slack:U1", "Marie", Origin.SLACK, List.of(role));
    }
}
