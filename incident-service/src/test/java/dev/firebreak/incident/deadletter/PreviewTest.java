package dev.firebreak.incident.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewTest {
    private static final String SECRET = "hunter2hunter2";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"password\": \"hunter2hunter2\", \"name\": \"web\"}",
                "{\"dbPassword\":\"hunter2hunter2\",\"name\":\"web\"}",
                "{\"password\": \"with a \\\"quote\\\" hunter2hunter2\", \"name\": \"web\"}",
                "{\"api_key\": [\"a\", \"hunter2hunter2\"], \"name\": \"web\"}",
                "{\"credentials\": {\"user\": \"a\", \"pass\": \"hunter2hunter2\"}, \"name\": \"web\"}",
                "{\"body\": \"{\\\"token\\\":\\\"hunter2hunter2\\\"}\", \"name\": \"web\"}",
                "{\"name\": \"web\", \"token\": \"hunter2hunter2",
                "name=web&client_secret=hunter2hunter2",
                "web Authorization: Bearer hunter2hunter2",
                "web sent Bearer hunter2hunter2 along",
                "web redis://user:hunter2hunter2@cache:6379/0",
                "web xoxb-hunter2hunter2"
            })
    void showsNoSecret(String text) {
        assertThat(Preview.of(text.getBytes(UTF_8)).text())
                .doesNotContain(SECRET)
                .contains("***")
                .contains("web");
    }

    @Test
    void leavesTheRestAsItIs() {
        String text =
                "{\"name\": \"TokensPerSecond\", \"labels\": {\"service\": \"web\"}, \"value\": 5} https://a.b/c?d=e";

        assertThat(Preview.of(text.getBytes(UTF_8))).isEqualTo(new Preview(text, false));
    }

    @Test
    void masksAHeaderByItsName() {
        assertThat(Preview.masked("X-Api-Key", "abc")).isEqualTo("***");
        assertThat(Preview.masked("ce_type", "signal.alert.v1")).isEqualTo("signal.alert.v1");
    }

    @Test
    void cutsWhatIsLongAndShowsNoBytesThatAreNoText() {
        assertThat(Preview.of("ä".repeat(20_000).getBytes(UTF_8)).truncated()).isTrue();
        assertThat(Preview.of(new byte[] {(byte) 0xff, 0, 1})).isEqualTo(new Preview(null, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "\"", "\\\"", "token: \"", "token=[", "://a:", "secret ", "{\"token\":\"\\\""})
    void comesToAnEndWhateverIsSent(String part) {
        assertThat(Preview.of(part.repeat(16_000 / part.length()).getBytes(UTF_8))
                        .text())
                .isNotNull();
    }
}
