package dev.firebreak.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a PostgreSQL server leaves in its data folder, and what is done about it before the next start. */
final class PostgresFiles {
    private static final Logger log = LoggerFactory.getLogger(PostgresFiles.class);
    private static final String VERSION = "postgresql 18";
    private static final long STOP_SECONDS = 30;

    private final DataFolder folder;

    PostgresFiles(DataFolder folder) {
        this.folder = folder;
    }

    /** Leaves either nothing, to be initialised with the answered password, or a complete cluster of this version. */
    PostgresPassword prepare() throws IOException {
        Path passwordFile = folder.resolve("password");
        Optional<String> madeBy = folder.madeBy();
        if (madeBy.isEmpty()) {
            folder.clear();
            return PostgresPassword.generate(passwordFile);
        }
        if (!madeBy.get().equals(VERSION)) {
            throw new EmbeddedException(
                    "the data folder was made by %s, which this %s cannot read: dump it there and load it here"
                            .formatted(madeBy.get(), VERSION));
        }
        return PostgresPassword.read(passwordFile);
    }

    void markInitialised() {
        folder.markMadeBy(VERSION);
    }

    /**
     * Stops a server that outlived the JVM which started it. The folder's lock is ours, so nobody uses it. A process
     * number that now belongs to another program only means a file to be removed, else PostgreSQL would not start.
     */
    void stopOrphan() throws IOException {
        Optional<Long> number = processNumber();
        if (number.isEmpty()) {
            return;
        }
        Optional<ProcessHandle> postgres = ProcessHandle.of(number.get()).filter(PostgresFiles::isPostgres);
        if (postgres.isPresent()) {
            log.atWarn().addKeyValue("pid", number.get()).log("PostgreSQL of an earlier run still runs: stopping it");
            stop(postgres.get());
        }
        Files.deleteIfExists(pidFile());
    }

    /** Returns when the server's process is gone. */
    void awaitStop() throws IOException {
        Optional<ProcessHandle> postgres =
                processNumber().flatMap(ProcessHandle::of).filter(PostgresFiles::isPostgres);
        if (postgres.isPresent()) {
            stop(postgres.get());
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("/postgres"))
                .isPresent();
    }

    /** SIGINT is PostgreSQL's fast stop: it ends sessions and writes a checkpoint. SIGTERM would wait for clients. */
    private static void stop(ProcessHandle postgres) throws IOException {
        try {
            new ProcessBuilder("kill", "-INT", String.valueOf(postgres.pid()))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
            postgres.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new EmbeddedException("PostgreSQL (process %d) does not stop".formatted(postgres.pid()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("interrupted while PostgreSQL stopped", e);
        }
    }

    private Optional<Long> processNumber() throws IOException {
        if (!Files.exists(pidFile())) {
            return Optional.empty();
        }
        return Files.readAllLines(pidFile()).stream()
                .findFirst()
                .filter(line -> line.matches("\\d{1,18}"))
                .map(Long::valueOf);
    }

    private Path pidFile() {
        return folder.content().resolve("postmaster.pid");
    }
}
