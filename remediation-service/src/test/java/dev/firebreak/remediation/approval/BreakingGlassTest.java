package dev.firebreak.remediation.approval;

import static dev.firebreak.remediation.approval.Questions.NOON;
import static dev.firebreak.remediation.approval.Questions.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.Actor;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BreakingGlassTest {
    private static final Actor ADA = person("ada", "admin");

    @Test
    void anAdminWithAReasonLetsARefusedStepPass() {
        var broken =
                (RemediationEvent.GlassBroken) decide(Questions.refused(), ADA, "customers cannot pay", "cooldown");

        assertThat(broken.glass().guards()).containsExactly("cooldown");
        assertThat(broken.glass().expiresAt()).isEqualTo(NOON.plusSeconds(900));
        assertThat(broken.summary())
                .isEqualTo("GLASS BROKEN by ada: reset may pass cooldown once (customers cannot pay)");
    }

    @Test
    void whatPeopleStoppedStaysStopped() {
        assertThat(why(decide(Questions.refused(), ADA, "now", "kill-switch")))
                .contains("'kill-switch' is no guard that can be passed; those are failures-in-a-row, maintenance");
        assertThat(why(decide(Questions.refused(), ADA, "now"))).contains("it names no guard");
    }

    @Test
    void nobodyElseAndNothingElse() {
        assertThat(why(decide(Questions.refused(), person("jo", "responder"), "now", "cooldown")))
                .contains("only an admin may");
        assertThat(why(decide(Questions.refused(), person("token:1", "admin"), "now", "cooldown")))
                .contains("in person");
        assertThat(why(decide(Questions.refused(), ADA, " ", "cooldown"))).contains("it needs a reason");
        assertThat(why(decide(Questions.asked(1), ADA, "now", "cooldown"))).contains("no guard has refused");
    }

    private static RemediationEvent decide(Remediation remediation, Actor actor, String reason, String... guards) {
        return BreakingGlass.decide(
                remediation,
                "reset",
                List.of(guards),
                reason,
                actor,
                new People(List.of()),
                false,
                new UUID(0, 5),
                NOON);
    }

    private static String why(RemediationEvent event) {
        return ((RemediationEvent.AnswerRefused) event).summary();
    }
}
