package dev.firebreak.ingest.store;

import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * Brings the schema up to date beside everything else, and tries for ever: the edge takes alerts while the database is
 * away, so it cannot wait for it at its start.
 */
final class Migration implements FlywayMigrationStrategy, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Migration.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private volatile boolean done;
    private volatile @Nullable Thread worker;

    @Override
    public void migrate(Flyway flyway) {
        Thread thread = Thread.ofPlatform().daemon().name("ingest-migration").unstarted(() -> untilItWorks(flyway));
        worker = thread;
        thread.start();
    }

    boolean isDone() {
        return done;
    }

    private void untilItWorks(Flyway flyway) {
        String lastProblem = "";
        while (Thread.currentThread().equals(worker)) {
            try {
                flyway.migrate();
                done = true;
                return;
            } catch (FlywayException e) {
                String problem = e.getClass().getSimpleName();
                if (!problem.equals(lastProblem)) {
                    log.atWarn().addKeyValue("problem", problem).log("database not migrated yet, tries again");
                    log.debug("migration failed", e);
                    lastProblem = problem;
                }
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        Thread thread = worker;
        worker = null;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
