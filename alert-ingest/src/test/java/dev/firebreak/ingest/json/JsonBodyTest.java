package dev.firebreak.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
    private static final JsonLimits LIMITS = JsonLimits.of(1024 * 1024, 50_000);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\"}",
                "{\"a\":1,}",
                "{\"a\":1} x",
                "{\"a\":1}{}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":\"\n\"}",
                "nul",
                "{\"a\":\"\\ud8\"}",
                "// comment\n{}",
                "{\"a\":\"\\x\"}"
            })
    void whatIsNotExactlyOneJsonValueIsMalformed(String body) {
        assertMalformed(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theMistakeIsSaidWithItsPlace() {
        byte[] body = "{\n \"a\": {\n  \"b\": x}}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(PayloadException.class, refusal -> {
            assertThat(refusal.pointer()).isEqualTo("/a/b");
            assertThat(refusal.line()).isEqualTo(3);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32"})
    void otherEncodingsAreRefused(String charset) {
        assertMalformed("{\"a\":1}".getBytes(Charset.forName(charset)));
    }

    @Test
    void invalidUtf8IsRefused() {
        assertMalformed(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, '"', '}'});
        assertMalformed(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'});
        assertMalformed(new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'});
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        assertThat(read("\uFEFF{\"a\":\"1\"}".getBytes(StandardCharsets.UTF_8)).text("/a"))
                .isEqualTo("1");
    }

    @Test
    void tooMuchOfAnythingIsMalformed() {
        assertMalformed(("{\"a\":" + "[".repeat(65)).getBytes(StandardCharsets.UTF_8));
        assertMalformed(("{\"a\":\"" + "x".repeat(256 * 1024 + 1) + "\"}").getBytes(StandardCharsets.UTF_8));
        assertMalformed(("{\"a\":[" + "1,".repeat(50_000) + "1]}").getBytes(StandardCharsets.UTF_8));
        assertMalformed(("{\"a\":" + "9".repeat(101) + "}").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void limitsAreSaidWithoutNamesOfOurCode() {
        assertThatThrownBy(() -> read(("{\"a\":" + "[".repeat(65)).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        PayloadException.class,
                        refusal -> assertThat(refusal.reason()).contains("64").doesNotContain("Stream"));
    }

    @Test
    void textIsMadeFitForEveryStore() {
        JsonFields fields =
                read("{\"nul\":\"a\\u0000b\",\"half\":\"a\\ud800b\",\"pair\":\"\\ud83d\\ude00\",\"a/b~\":\"x\"}"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(fields.text("/nul")).isEqualTo("a\uFFFDb");
        assertThat(fields.text("/half")).isEqualTo("a\uFFFDb");
        assertThat(fields.text("/pair")).isEqualTo("😀");
        assertThat(fields.text("/a~1b~0")).isEqualTo("x");
    }

    private static void assertMalformed(byte[] body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        PayloadException.class,
                        refusal -> assertThat(refusal.isMalformed()).isTrue());
    }

    private static JsonFields read(byte[] body) {
        return JsonFields.read(body, LIMITS, Set.of("", "/a"));
    }
}
