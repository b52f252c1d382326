package dev.firebreak.standalone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts several parts side by side and tells how each of them goes. */
record Parts(StartProgress progress, Path logFile) {
    private static final Logger log = LoggerFactory.getLogger(Parts.class);

    /**
     * Returns when all have started.
     *
     * @throws StartupProblem for the first one that did not, after the others have come to their end
     */
    void start(Map<String, Runnable> parts) {
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("start-", 0).factory())) {
            Map<String, Future<?>> futures = new LinkedHashMap<>();
            parts.forEach((name, start) -> futures.put(name, threads.submit(() -> timed(name, start))));
            List<StartupProblem> problems = new ArrayList<>();
            futures.forEach((name, future) -> {
                try {
                    future.get();
                } catch (ExecutionException e) {
                    log.warn("{} did not start", name, e.getCause()); // the terminal gets the diagnosis instead
                    problems.add(Diagnosis.of(name, e.getCause() == null ? e : e.getCause(), logFile));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    problems.add(new StartupProblem(name + " was interrupted while it started.", "Start again."));
                }
            });
            if (!problems.isEmpty()) {
                throw problems.getFirst();
            }
        }
    }

    private void timed(String name, Runnable start) {
        long began = System.nanoTime();
        progress.starting(name);
        start.run();
        progress.ready(name, Duration.ofNanos(System.nanoTime() - began));
    }
}
