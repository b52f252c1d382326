package dev.firebreak.notifier.slack.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.notifier.inbound.MalformedRequestException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackRequestTest {
    @Test
    void handsOnOnePressedButton() {
        String payload =
                "{\"type\":\"block_actions\",\"user\":{\"id\":\"U1\"},\"actions\":[{\"action_id\":\"resolve\"}]}";

        assertThat(read("payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8) + "&payload=later"))
                .isEqualTo(SlackRequest.ForBolt.ofPayload(payload));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"event_callback\"}",
                "{\"type\":\"block_actions\",\"actions\":[]}",
                "{\"type\":\"block_actions\",\"user\":{\"id\":\"U1\"},\"actions\":[{}]}",
                "{\"type\":\"of the future\"}",
                "command=%2Fincident&text=list",
                "ssl_check=1&token=t"
            })
    void takesWhatNobodyListensTo(String body) {
        assertThat(read(body)).isInstanceOf(SlackRequest.Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "payload",
                "payload=%7",
                "payload=%ff",
                "payload=é",
                "=x",
                "a=b",
                "{\"type\":\"block_actions\",\"type\":\"block_actions\"}",
                "{\"type\":\"block_actions\"} {}",
                "{\"type\":7}",
                "{}"
            })
    void refusesWhatIsMalformed(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(MalformedRequestException.class);
    }

    @Test
    void refusesDepthBombs() {
        assertThatThrownBy(() -> read("{\"type\":" + "[".repeat(100) + "]".repeat(100) + "}"))
                .isInstanceOf(MalformedRequestException.class);
    }

    private static SlackRequest read(String body) {
        return SlackRequest.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
