package dev.firebreak.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BlockLimitsTest {
    private static final String DIVIDER = "{\"type\":\"divider\"}";

    @Test
    void takesWhatIsJustWithinTheLimits() {
        assertThatCode(() -> BlockLimits.check(blocks(String.join(",", Collections.nCopies(50, DIVIDER)))))
                .doesNotThrowAnyException();
        assertThatCode(() -> BlockLimits.check(blocks(section(3000)))).doesNotThrowAnyException();
        assertThatCode(() -> BlockLimits.check(blocks(button(75, 2000)))).doesNotThrowAnyException();
    }

    @Test
    void refusesWhatIsTooMuch() {
        assertRefused(blocks(String.join(",", Collections.nCopies(51, DIVIDER))), "invalid_blocks");
        assertRefused(blocks(section(3001)), "invalid_blocks");
        assertRefused(blocks(section(0)), "invalid_blocks");
        assertRefused(blocks(button(76, 10)), "invalid_blocks");
        assertRefused(blocks(button(10, 2001)), "invalid_blocks");
        assertRefused(blocks(String.join(",", Collections.nCopies(5, section(2900)))), "msg_blocks_too_long");
        assertRefused(blocks("{\"type\":\"carousel\"}"), "invalid_blocks");
    }

    private static void assertRefused(JsonNode blocks, String code) {
        assertThatThrownBy(() -> BlockLimits.check(blocks)).hasMessage(code);
    }

    private static String section(int length) {
        return "{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"%s\"}}".formatted("x".repeat(length));
    }

    private static String button(int text, int value) {
        return """
                {"type":"actions","elements":[{"type":"button","action_id":"a","value":"%s",
                 "text":{"type":"plain_text","text":"%s"}}]}""".formatted("v".repeat(value), "t".repeat(text));
    }

    private static JsonNode blocks(String content) {
        return JsonMapper.shared().readTree("[" + content + "]");
    }
}
