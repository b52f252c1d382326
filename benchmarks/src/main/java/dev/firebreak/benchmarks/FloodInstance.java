package dev.firebreak.benchmarks;

import dev.firebreak.notifier.NotifierServiceApplication;
import dev.firebreak.sandbox.SandboxApplication;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** notifier-service in a JVM of its own; the sandbox, whose Slack has Slack's limits, and the servers in two others. */
final class FloodInstance implements AutoCloseable {
    private static final List<String> MEMORY =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError");
    private static final List<String> SANDBOX_MEMORY = List.of("-Xmx512m", "-XX:+UseSerialGC");

    private final Child peers;
    private final Child sandbox;
    private final Child service;
    private final Properties addresses;
    private final int sandboxPort;

    private FloodInstance(Child peers, Child sandbox, Child service, Properties addresses, int sandboxPort) {
        this.peers = peers;
        this.sandbox = sandbox;
        this.service = service;
        this.addresses = addresses;
        this.sandboxPort = sandboxPort;
    }

    static FloodInstance start(Path work, Http http) throws IOException, InterruptedException {
        return start(work, http, Map.of());
    }

    /** With no limit at Slack, and none of our own. */
    static FloodInstance startUnlimited(Path work, Http http) throws IOException, InterruptedException {
        FloodInstance instance = start(
                work, http, Map.of("FIREBREAK_SLACK_MESSAGES_PER_SECOND", "10000", "FIREBREAK_SLACK_BURST", "10000"));
        http.put(URI.create("http://127.0.0.1:" + instance.sandboxPort + "/slack/limits"), SlackBenchmark.NO_LIMITS);
        return instance;
    }

    private static FloodInstance start(Path work, Http http, Map<String, String> ownLimits)
            throws IOException, InterruptedException {
        Path file = work.resolve("addresses");
        Child peers = Edges.peers(work, file);
        Properties addresses = Edges.addresses(file);
        List<Integer> ports = Child.freePorts(2);
        int sandboxPort = ports.getFirst();
        Child sandbox = Child.start(
                Child.java(SandboxApplication.class, SANDBOX_MEMORY, List.of()),
                Map.of(
                        "FIREBREAK_SANDBOX_PORT", Integer.toString(sandboxPort),
                        "FIREBREAK_SANDBOX_REDIS_PORT", "0",
                        "FIREBREAK_SANDBOX_ANNOUNCE", "false"),
                work.resolve("sandbox.txt"));
        sandbox.awaitReady(http, sandboxPort);
        Map<String, String> settings = new HashMap<>(ownLimits);
        addresses.stringPropertyNames().forEach(name -> settings.put(name, addresses.getProperty(name)));
        int port = ports.getLast();
        settings.put("FIREBREAK_NOTIFIER_PORT", Integer.toString(port));
        settings.put("FIREBREAK_SLACK_API", "http://127.0.0.1:" + sandboxPort + "/slack/api/");
        settings.put("FIREBREAK_SLACK_BOT_TOKEN", "xoxb-benchmark");
        settings.put("FIREBREAK_CATALOG", Catalog.write(work.resolve("catalog")).toString());
        Child service = Child.start(
                Child.java(NotifierServiceApplication.class, MEMORY, List.of()), settings, work.resolve("service.txt"));
        service.awaitReady(http, port);
        return new FloodInstance(peers, sandbox, service, addresses, sandboxPort);
    }

    Child service() {
        return service;
    }

    Properties addresses() {
        return addresses;
    }

    String bootstrapServers() {
        return addresses.getProperty("FIREBREAK_KAFKA");
    }

    /** What reached Slack after the effect of that number. */
    URI ledger(long after) {
        return URI.create("http://127.0.0.1:" + sandboxPort + "/ledger?provider=slack&after=" + after);
    }

    @Override
    public void close() throws IOException {
        service.close();
        sandbox.close();
        peers.close();
    }
}
