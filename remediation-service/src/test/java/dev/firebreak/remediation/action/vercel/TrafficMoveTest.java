package dev.firebreak.remediation.action.vercel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.action.Outcome;
import dev.firebreak.remediation.outgoing.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrafficMoveTest {
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");

    @Test
    void takenIsNotDone() {
        assertThat(TrafficMove.judge(reply(201), "dpl_good")).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void whatVercelRefusesDidNotHappen() {
        for (int status : new int[] {400, 401, 402, 403, 404, 409, 410, 422, 429, 503}) {
            assertThat(TrafficMove.judge(reply(status), "dpl_good"))
                    .as("status %s", status)
                    .isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void whatFailedInsideVercelMayHaveHappened() {
        assertThat(TrafficMove.judge(reply(500), "dpl_good")).isInstanceOf(Outcome.Unknown.class);
        assertThat(TrafficMove.judge(new Answer.Lost("silence"), "dpl_good")).isInstanceOf(Outcome.Unknown.class);
        assertThat(TrafficMove.judge(new Answer.NotSent("closed"), "dpl_good")).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void onlyARequestForOurDeploymentAfterOursLeftIsOurs() {
        assertThat(observe("dpl_bad", "dpl_good", "succeeded", NOON.plusSeconds(1)))
                .isInstanceOf(Observation.Applied.class);
        assertThat(observe("dpl_bad", "dpl_good", "pending", NOON.plusSeconds(1)))
                .isInstanceOf(Observation.InProgress.class);
        assertThat(observe("dpl_bad", "dpl_good", "failed", NOON.plusSeconds(1)))
                .isInstanceOf(Observation.Failed.class);
        assertThat(observe("dpl_bad", "dpl_good", "succeeded", NOON.minusSeconds(60)))
                .isInstanceOf(Observation.NotApplied.class);
        assertThat(observe("dpl_bad", "dpl_other", "succeeded", NOON.plusSeconds(1)))
                .isInstanceOf(Observation.NotApplied.class);
    }

    @Test
    void whatIsInProductionAlreadyIsDoneWhoeverDidIt() {
        assertThat(observe("dpl_good", "dpl_other", "succeeded", NOON)).isInstanceOf(Observation.Applied.class);
    }

    @Test
    void whatCannotBeReadIsUnclear() {
        assertThat(TrafficMove.observe(new VercelApi.Read.Failed<>("status 403"), "dpl_good", NOON))
                .isInstanceOf(Observation.Unclear.class);
    }

    @Test
    void aRefusalTellsVercelsCodeAndNotItsMessage() {
        Answer.Reply reply = new Answer.Reply(
                403,
                "{\"error\":{\"code\":\"forbidden\",\"message\":\"token canary is not valid\"}}"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(VercelApi.refusal(reply)).isEqualTo("Vercel answered with status 403 (forbidden)");
    }

    private static Observation observe(@Nullable String live, String to, String status, Instant requestedAt) {
        var project = new VercelProject(live, new VercelProject.AliasRequest(to, status, requestedAt));
        return TrafficMove.observe(new VercelApi.Read.Value<>(project), "dpl_good", NOON);
    }

    private static Answer.Reply reply(int status) {
        return new Answer.Reply(status, new byte[0]);
    }
}
