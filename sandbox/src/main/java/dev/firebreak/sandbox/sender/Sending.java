package dev.firebreak.sandbox.sender;

import dev.firebreak.sandbox.call.Answer;
import dev.firebreak.sandbox.call.Poster;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A signed webhook, ready to go. */
record Sending(URI url, Map<String, String> headers, String body) {
    private static final int MOST_TIMES = 1_000;

    record Result(URI url, Map<String, String> headers, String body, List<Received> answers) {}

    /** @param body JSON where it is JSON */
    record Received(int status, JsonNode body, long millis) {}

    /**
     * @param times how often the very same request goes out; null means once
     * @param bytesOnly true to only see what would be sent
     */
    Result send(Poster poster, JsonMapper json, @Nullable Integer times, @Nullable Boolean bytesOnly) {
        int wanted = Boolean.TRUE.equals(bytesOnly) ? 0 : Math.clamp(times == null ? 1 : times, 1, MOST_TIMES);
        List<Received> answers = new ArrayList<>();
        for (int time = 0; time < wanted; time++) {
            answers.add(received(poster.post(url, headers, body.getBytes(StandardCharsets.UTF_8)), json));
        }
        return new Result(url, headers, body, answers);
    }

    private static Received received(Answer answer, JsonMapper json) {
        try {
            return new Received(answer.status(), json.readTree(answer.body()), answer.millis());
        } catch (JacksonException e) { // then it is shown as it came
            return new Received(answer.status(), json.getNodeFactory().stringNode(answer.body()), answer.millis());
        }
    }
}
