package dev.firebreak.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BodyTest {
    @Test
    void everyAlertOfEveryRequestHasANumberOfItsOwn() {
        Body body = Body.post("/alerts", "token", Body.numbered("a-") + " " + Body.numbered("b-"));

        assertThat(text(body.request(0))).endsWith("\r\n\r\na-0000000000 b-0000000001");
        assertThat(text(body.request(7))).endsWith("a-0000000014 b-0000000015");
    }

    @Test
    void theHeadFitsTheContent() {
        Body body = Body.post("/alerts", "token", Body.numbered("a-"));

        assertThat(text(body.request(1)))
                .startsWith("POST /alerts HTTP/1.1\r\n")
                .contains("Content-Length: 12\r\n");
    }

    private static String text(byte[] request) {
        return new String(request, StandardCharsets.US_ASCII);
    }
}
