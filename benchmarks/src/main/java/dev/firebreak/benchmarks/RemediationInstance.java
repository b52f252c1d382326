package dev.firebreak.benchmarks;

import dev.firebreak.remediation.RemediationServiceApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** remediation-service in a JVM of its own; broker and database in another one, the target of its calls in this one. */
final class RemediationInstance implements AutoCloseable {
    private static final List<String> MEMORY =
            List.of("-Xmx512m", "-XX:+UseParallelGC", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError");
    private static final Map<String, String> OPEN_BRAKES = Map.of(
            "FIREBREAK_BUDGET_AT_ONCE", "-1",
            "FIREBREAK_BUDGET_PER_HOUR", "-1",
            "FIREBREAK_BUDGET_MAX_SHARE", "1",
            "FIREBREAK_BUDGET_OPEN_INCIDENTS", "0",
            "FIREBREAK_BUDGET_FAILURES_IN_A_ROW", "0");

    private final Child peers;
    private final CallTarget target;
    private final Child service;
    private final Properties addresses;

    private RemediationInstance(Child peers, CallTarget target, Child service, Properties addresses) {
        this.peers = peers;
        this.target = target;
        this.service = service;
        this.addresses = addresses;
    }

    static RemediationInstance start(Path work, Http http) throws IOException, InterruptedException {
        Path file = work.resolve("addresses");
        Child peers = Edges.peers(work, file);
        Properties addresses = Edges.addresses(file);
        CallTarget target = new CallTarget();
        int port = Child.freePorts(1).getFirst();
        Map<String, String> settings = new HashMap<>(OPEN_BRAKES);
        addresses.stringPropertyNames().forEach(name -> settings.put(name, addresses.getProperty(name)));
        settings.put("FIREBREAK_REMEDIATION_PORT", Integer.toString(port));
        settings.put("FIREBREAK_EGRESS_SANDBOX", "http://127.0.0.1:" + target.port() + "/hosts");
        settings.put("FIREBREAK_CATALOG", Catalog.write(work.resolve("catalog")).toString());
        Child service = Child.start(
                Child.java(RemediationServiceApplication.class, MEMORY, List.of()),
                settings,
                work.resolve("service.txt"));
        service.awaitReady(http, port);
        return new RemediationInstance(peers, target, service, addresses);
    }

    Child service() {
        return service;
    }

    CallTarget target() {
        return target;
    }

    Properties addresses() {
        return addresses;
    }

    @Override
    public void close() throws IOException {
        service.close();
        target.close();
        peers.close();
    }
}
