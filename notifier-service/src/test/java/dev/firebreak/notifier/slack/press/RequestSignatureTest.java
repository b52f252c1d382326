package dev.firebreak.notifier.slack.press;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.Secret;
import dev.firebreak.notifier.slack.press.RequestSignature.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestSignatureTest {
    private static final String BODY = "payload=%7B%22type%22%3A%22block_actions%22%7D";
    private static final String SIGNATURE = "v0=07710009f9d45e00f76008fec6d3eefab2e942393e23e629e7b621f704c57f89";
    private static final String TIMESTAMP = "1769940000";
    private static final Instant THEN = Instant.ofEpochSecond(1_769_940_000);
    private static final RequestSignature SLACK =
            new RequestSignature(List.of(new Secret("older"), new Secret("slack-signing-secret")));

    @Test
    void acceptsWhatAnyOfTheSecretsSigned() {
        assertThat(judge(SLACK, TIMESTAMP, SIGNATURE, BODY, THEN)).isEqualTo(Verdict.GENUINE);
        assertThat(judge(SLACK, TIMESTAMP, SIGNATURE, BODY, THEN.plusSeconds(300)))
                .isEqualTo(Verdict.GENUINE);
    }

    @Test
    void acceptsSlacksOwnExample() {
        RequestSignature official = new RequestSignature(List.of(new Secret("8f742231b10e8888abcd99yyyzzz85a5")));
        String body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
                + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
                + "&command=%2Fwebhook-collect&text="
                + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
                + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

        assertThat(judge(
                        official,
                        "1531420618",
                        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
                        body,
                        Instant.ofEpochSecond(1_531_420_618)))
                .isEqualTo(Verdict.GENUINE);
    }

    @Test
    void refusesAnotherBodyOrSignature() {
        assertThat(judge(SLACK, TIMESTAMP, SIGNATURE, BODY + "+", THEN)).isEqualTo(Verdict.WRONG);
        assertThat(judge(SLACK, TIMESTAMP, "v0=00", BODY, THEN)).isEqualTo(Verdict.WRONG);
        assertThat(judge(SLACK, TIMESTAMP, SIGNATURE.replace("v0", "v1"), BODY, THEN))
                .isEqualTo(Verdict.MISSING);
    }

    @Test
    void refusesWhatIsOldOrFromTheFuture() {
        assertThat(judge(SLACK, TIMESTAMP, SIGNATURE, BODY, THEN.plusSeconds(301)))
                .isEqualTo(Verdict.TOO_OLD_OR_TOO_NEW);
        assertThat(judge(SLACK, TIMESTAMP, SIGNATURE, BODY, THEN.minusSeconds(301)))
                .isEqualTo(Verdict.TOO_OLD_OR_TOO_NEW);
    }

    @Test
    void refusesATimestampThatIsNoNumber() {
        assertThat(judge(SLACK, "-1769940000", SIGNATURE, BODY, THEN)).isEqualTo(Verdict.MISSING);
        assertThat(judge(SLACK, "9".repeat(40), SIGNATURE, BODY, THEN)).isEqualTo(Verdict.MISSING);
    }

    @Test
    void isClosedWithoutASecret() {
        assertThat(judge(new RequestSignature(List.of()), TIMESTAMP, SIGNATURE, BODY, THEN))
                .isEqualTo(Verdict.NOT_CONFIGURED);
    }

    private static Verdict judge(RequestSignature signature, String timestamp, String value, String body, Instant now) {
        return signature.judge(timestamp, value, body.getBytes(StandardCharsets.UTF_8), now);
    }
}
