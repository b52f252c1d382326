package dev.firebreak.standalone;

import dev.firebreak.embedded.EmbeddedDatabase;
import dev.firebreak.embedded.EmbeddedKafka;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * All of Firebreak in this JVM. What it keeps is in one folder, so a stop and a start lose nothing. Tests and
 * benchmarks stop and start single services of it.
 */
public final class Standalone implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Standalone.class);

    private final Preparation prepared;
    private final StartProgress progress;
    private final Map<ServiceName, ConfigurableApplicationContext> contexts = new ConcurrentHashMap<>();
    private volatile @Nullable EmbeddedKafka kafka;
    private volatile @Nullable EmbeddedDatabase database;
    private volatile boolean open = true;

    private Standalone(Preparation prepared, StartProgress progress) {
        this.prepared = prepared;
        this.progress = progress;
    }

    /**
     * Returns when every service is ready.
     *
     * @throws StartupProblem when it cannot start; nothing is left running then
     */
    public static Standalone start(StandaloneOptions options) {
        Standalone firebreak = prepare(options, StartProgress.SILENT);
        firebreak.launch();
        return firebreak;
    }

    /**
     * Checks all that can be checked beforehand and takes hold of the data folder; {@link #launch} does the rest.
     *
     * @throws StartupProblem as {@link #start} does
     */
    public static Standalone prepare(StandaloneOptions options, StartProgress progress) {
        return new Standalone(Preparation.of(options), progress);
    }

    public void launch() {
        try {
            prepared.keepCredentials();
            launchAll();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void launchAll() {
        Parts parts = new Parts(progress, logFile());
        Map<String, Runnable> first = new LinkedHashMap<>();
        first.put("Kafka", () -> kafka = EmbeddedKafka.start(prepared.data().kafka(), 0));
        first.put(
                "PostgreSQL",
                () -> database = EmbeddedDatabase.start(prepared.data().postgres(), 0));
        if (prepared.services().contains(ServiceName.SANDBOX)) {
            first.put(ServiceName.SANDBOX.module(), () -> start(ServiceName.SANDBOX));
        }
        parts.start(first);
        refuseWhenStopped();
        Map<String, Runnable> second = new LinkedHashMap<>();
        for (ServiceName service : prepared.services()) {
            if (service != ServiceName.SANDBOX) {
                second.put(service.module(), () -> start(service));
            }
        }
        parts.start(second);
        refuseWhenStopped();
    }

    /** Stops all parts and keeps the data folder, until {@link #resume}. What was accepted stays accepted. */
    synchronized void pause() {
        if (open) {
            stopAll();
        }
    }

    /** @throws StartupProblem when a part does not start; {@link #pause} again then */
    void resume() {
        refuseWhenStopped();
        launchAll();
    }

    /** False after Kafka met a disk that it could not write to. */
    boolean isSound() {
        @Nullable EmbeddedKafka current = kafka;
        return current == null || !current.hasFailed();
    }

    /** Starts a service that is not running and waits until it is ready. */
    public void start(ServiceName service) {
        Map<String, String> settings = service == ServiceName.SANDBOX
                ? prepared.settings().of(service)
                : prepared.settings().of(service, running(kafka), running(database));
        contexts.computeIfAbsent(service, it -> ServiceContext.start(it, settings));
        Readiness.await(service.module(), uri(service));
        log.atInfo().addKeyValue("service", service.module()).log("service is ready");
    }

    /** Closes a service as its process' end would; the others go on. */
    public void stop(ServiceName service) {
        @Nullable ConfigurableApplicationContext context = contexts.remove(service);
        if (context != null) {
            context.close();
            log.atInfo().addKeyValue("service", service.module()).log("service has stopped");
        }
    }

    /** On the same port, with the same settings. */
    public void restart(ServiceName service) {
        stop(service);
        start(service);
    }

    /** Where the service is reached from this machine, without a slash at its end. */
    public URI uri(ServiceName service) {
        return prepared.settings().uri(service);
    }

    /** For tests and benchmarks that look inside. */
    public ConfigurableApplicationContext context(ServiceName service) {
        return Objects.requireNonNull(contexts.get(service), () -> service.module() + " is not running");
    }

    public Credentials credentials() {
        return prepared.settings().credentials();
    }

    public Snippets snippets() {
        return new Snippets(uri(ServiceName.ALERT_INGEST), credentials());
    }

    /** The providers that the sandbox stands in for. */
    public Set<Provider> sandboxed() {
        return prepared.settings().sandboxing().providers();
    }

    /** Bootstrap servers. */
    public String kafka() {
        return running(kafka).bootstrapServers();
    }

    /** {@code postgresql://…}: put {@code jdbc:} or {@code r2dbc:} before it. */
    public String database() {
        return running(database).url();
    }

    public String databaseUser() {
        return running(database).user();
    }

    public String databasePassword() {
        return running(database).password();
    }

    public String listen() {
        return prepared.settings().options().listen();
    }

    public Path data() {
        return prepared.data().path();
    }

    long freeMib() {
        return prepared.data().freeMib();
    }

    public Path logFile() {
        return prepared.data().logFile();
    }

    public boolean isOpen() {
        return open;
    }

    /** Edges first, so that nothing new comes in; then Kafka, then PostgreSQL. The data stay. */
    @Override
    public synchronized void close() {
        if (!open) {
            return;
        }
        open = false;
        stopAll();
        prepared.data().close();
    }

    private void stopAll() {
        List.of(ServiceName.values()).forEach(this::stopQuietly);
        closeQuietly("Kafka", kafka);
        closeQuietly("PostgreSQL", database);
        kafka = null;
        database = null;
    }

    private void stopQuietly(ServiceName service) {
        closeQuietly(service.module(), () -> stop(service));
    }

    /** One that does not stop keeps none of the others from it. */
    private static void closeQuietly(String part, @Nullable AutoCloseable closeable) {
        if (closeable == null) {
            return;
        }
        try {
            closeable.close();
        } catch (Exception e) { // declared by AutoCloseable
            log.error("{} did not stop cleanly", part, e);
        }
    }

    private void refuseWhenStopped() {
        if (!open) {
            throw new StartupProblem("It was stopped while it started.", "Start again.");
        }
    }

    private static <T> T running(@Nullable T server) {
        return Objects.requireNonNull(server, "Firebreak is not running");
    }
}
