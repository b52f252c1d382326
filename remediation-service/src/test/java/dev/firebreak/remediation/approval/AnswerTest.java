package dev.firebreak.remediation.approval;

import static dev.firebreak.remediation.approval.Questions.NOON;
import static dev.firebreak.remediation.approval.Questions.QUESTION;
import static dev.firebreak.remediation.approval.Questions.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.Actor;
import dev.firebreak.model.Origin;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final People PEOPLE = new People(List.of("marie=slack:U1"));
    private static final Actor MARIE = person("slack:U1", "responder");

    @Test
    void onePersonIsOneHoweverTheyAreHeard() {
        var first = (RemediationEvent.Approved) yes(Questions.asked(2), MARIE);

        assertThat(first.approval().approvedBy()).containsExactly("slack:U1");
        Remediation half = Questions.asked(2, "slack:U1");
        assertThat(why(yes(half, person("marie", "admin")))).contains("the same person counts once");
        assertThat(yes(half, person("jo", "responder"))).isInstanceOf(RemediationEvent.Approved.class);
    }

    @Test
    void aProgramIsNobody() {
        Actor bot = person("token:7", "admin");

        assertThat(why(yes(Questions.asked(1), bot))).contains("a person must answer");
    }

    @Test
    void anAnswerIsForOneQuestionInItsTime() {
        Remediation asked = Questions.asked(1);

        assertThat(why(Answer.yes(asked, new UUID(0, 1), MARIE, PEOPLE, NOON))).contains("no longer asked");
        assertThat(why(Answer.yes(asked, QUESTION, MARIE, PEOPLE, Questions.EXPIRY)))
                .contains("it came too late");
        assertThat(why(yes(asked, person("vera", "viewer")))).contains("only responders may answer");
        assertThat(why(Answer.no(Questions.answered(), QUESTION, MARIE, "no", PEOPLE, NOON)))
                .contains("it is answered already");
        assertThat(why(Answer.yes(Questions.over(), QUESTION, MARIE, PEOPLE, NOON)))
                .contains("the remediation is over");
    }

    @Test
    void aMachineIsNobodyWhateverItsRoles() {
        assertThat(PEOPLE.isEntitled(
                        new Actor("prometheus", "Prometheus", Origin.SOURCE, List.of("admin")), List.of("responders")))
                .isFalse();
    }

    private static RemediationEvent yes(Remediation remediation, Actor actor) {
        return Answer.yes(remediation, QUESTION, actor, PEOPLE, Instant.EPOCH);
    }

    private static String why(RemediationEvent event) {
        return ((RemediationEvent.AnswerRefused) event).summary();
    }
}
