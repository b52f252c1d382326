package dev.firebreak.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EmbeddedRedisIT {
    @Test
    void answersUntilItIsClosed() throws IOException {
        var redis = EmbeddedRedis.start();
        try (redis) {
            assertThat(ask(redis, "PING")).isEqualTo("+PONG");
        }
        assertThatThrownBy(() -> ask(redis, "PING")).isInstanceOf(SocketException.class);
    }

    @Test
    void startsAgainOnTheSamePort() throws IOException {
        int port;
        try (var redis = EmbeddedRedis.start()) {
            port = redis.port();
        }
        try (var redis = EmbeddedRedis.start(port)) {
            assertThat(redis.url()).isEqualTo("redis://127.0.0.1:" + port);
            assertThat(ask(redis, "DBSIZE")).isEqualTo(":0");
        }
    }

    private static String ask(EmbeddedRedis redis, String command) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }
}
