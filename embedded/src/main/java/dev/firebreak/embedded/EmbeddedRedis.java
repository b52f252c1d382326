package dev.firebreak.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.embedded.RedisServer;

/** A Redis without persistence and without a password: for tests and the sandbox. */
public final class EmbeddedRedis implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);

    private static final String LOOPBACK = "127.0.0.1";

    private final RedisServer server;
    private final int port;
    private boolean closed;

    private EmbeddedRedis(RedisServer server, int port) {
        this.server = server;
        this.port = port;
    }

    public static EmbeddedRedis start() {
        return start(0);
    }

    /** On the loopback interface. Port 0 takes a free one. */
    public static EmbeddedRedis start(int wantedPort) {
        return start(LOOPBACK, wantedPort);
    }

    /** @param listen {@code 0.0.0.0} lets in whoever reaches this machine: only for a network of one's own */
    public static EmbeddedRedis start(String listen, int wantedPort) {
        int port = Ports.claim(wantedPort, "Redis");
        try {
            RedisServer server = RedisServer.newRedisServer()
                    .port(port)
                    .bind(listen)
                    // Without a password Redis would answer nobody but this machine, wherever it listens.
                    .setting("protected-mode " + (listen.equals(LOOPBACK) ? "yes" : "no"))
                    .setting("save \"\"")
                    .setting("appendonly no")
                    .setting("maxmemory 64mb")
                    .onShutdownForceStop(true)
                    .soutListener(line -> log.debug("redis: {}", line))
                    .serrListener(line -> log.warn("redis: {}", line))
                    .build();
            server.start();
            log.atInfo().addKeyValue("port", port).log("Redis started");
            return new EmbeddedRedis(server, port);
        } catch (IOException e) {
            throw new EmbeddedException("Redis did not start on port " + port, e);
        }
    }

    public int port() {
        return port;
    }

    /** {@code redis://127.0.0.1:port}. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            server.stop();
            Ports.awaitFree(port, Duration.ofSeconds(5));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
