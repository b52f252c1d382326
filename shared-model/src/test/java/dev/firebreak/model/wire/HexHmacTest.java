package dev.firebreak.model.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.Secret;
import org.junit.jupiter.api.Test;

class HexHmacTest {
    @Test
    void signsAsSentryAndVercelDo() {
        assertThat(new HexHmac(HexHmac.SHA256, new Secret("sentry-client-secret"))
                        .sign("{\"action\":\"triggered\",\"data\":{\"title\":\"caf\\u00e9\"}}".getBytes(UTF_8)))
                .isEqualTo("50d26bf2dc8cff3fd02662f159a5eee8aa6eaed1fe6ae63657afbef50cf0fd12");
        assertThat(new HexHmac(HexHmac.SHA1, new Secret("test_secret")).sign("{\"test\":true}".getBytes(UTF_8)))
                .isEqualTo("c2df2da54b7342c8dbb968e068d404d1c65acc91");
    }

    @Test
    void refusesAnotherSignature() {
        var hmac = new HexHmac(HexHmac.SHA256, new Secret("right"));
        byte[] body = "{}".getBytes(UTF_8);

        assertThat(hmac.verifies(hmac.sign(body), body)).isTrue();
        assertThat(hmac.verifies(new HexHmac(HexHmac.SHA256, new Secret("wrong")).sign(body), body))
                .isFalse();
        assertThat(hmac.verifies("", body)).isFalse();
    }
}
