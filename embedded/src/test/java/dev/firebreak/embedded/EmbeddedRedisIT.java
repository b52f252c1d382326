package dev.firebreak.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
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

    @Test
    void answersOtherMachinesOnlyWhereItIsToldTo() throws IOException {
        InetAddress outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(it -> it instanceof Inet4Address && !it.isLoopbackAddress())
                .findFirst()
                .orElse(null);
        assumeTrue(outside != null, "Skipped: this machine has no network.");

        try (var redis = EmbeddedRedis.start("0.0.0.0", 0)) {
            assertThat(ask(outside, redis, "PING")).isEqualTo("+PONG");
        }
        try (var redis = EmbeddedRedis.start()) {
            assertThatThrownBy(() -> ask(outside, redis, "PING")).isInstanceOf(SocketException.class);
        }
    }

    private static String ask(EmbeddedRedis redis, String command) throws IOException {
        return ask(InetAddress.getLoopbackAddress(), redis, command);
    }

    private static String ask(InetAddress address, EmbeddedRedis redis, String command) throws IOException {
        try (var socket = new Socket(address, redis.port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }
}
