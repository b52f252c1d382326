package dev.firebreak.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    private final Redaction redaction = new Redaction(List.of("iban", ""));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"password\":\"canary\"}",
                "{\"X-Api-Key\":\"canary\"}",
                "{\"user_IBAN\":\"canary\"}",
                "{\"access_token\":{\"value\":\"canary\",\"list\":[1,\"canary\"]}}",
                "{\"a\":[{\"Set-Cookie\":[\"canary\"]}]}",
                "{\"headers\":[[\"Accept\",\"*/*\"],[\"Authorization\",\"canary\"]]}",
                "{\"tags\":[{\"key\":\"session.id\",\"value\":\"canary\"}]}",
                "{\"text\":\"sent Bearer canary-canary to it\"}",
                "{\"url\":\"https://user:canary@example.com/\"}",
                "{\"url\":\"https://example.com/?access_token=canary&page=2\"}"
            })
    void takesTheSecretOut(String json) {
        assertThat(redacted(json)).contains("[redacted]").doesNotContain("canary");
    }

    @Test
    void leavesEverythingElseAsItIs() {
        String json = "{\"version\":\"4\",\"groupKey\":\"{}:{alertname=\\\"A\\\"}\",\"alerts\":[{\"n\":1.50,\"b\":true,"
                + "\"z\":null,\"t\":\"a \\u0000 b\",\"startsAt\":\"2026-02-01T10:00:00.123Z\"}],\"pairs\":[[\"module\",\"checkout\"]]}";

        assertThat(redacted(json)).isEqualTo(json);
    }

    @Test
    void goesOnAfterASecret() {
        assertThat(redacted("{\"a\":{\"token\":[1,{\"b\":2}],\"c\":3},\"d\":[[\"cookie\",\"x\",\"y\"],5]}"))
                .isEqualTo("{\"a\":{\"token\":\"[redacted]\",\"c\":3},\"d\":[[\"cookie\",\"[redacted]\",\"y\"],5]}");
    }

    private String redacted(String json) {
        return redaction.of(json.getBytes(StandardCharsets.UTF_8));
    }
}
