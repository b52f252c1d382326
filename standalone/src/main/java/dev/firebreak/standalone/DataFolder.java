package dev.firebreak.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that keeps everything between two starts, held by one Firebreak at a time. */
final class DataFolder implements AutoCloseable {
    /** Kafka and PostgreSQL write that much on an empty folder, with some room left to run. */
    private static final long NEEDED_MIB = 512;

    private final Path path;
    private final FileChannel lockFile;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel lockFile, FileLock lock) {
        this.path = path;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** @throws StartupProblem when it is in use, cannot be written to or is almost full */
    static DataFolder open(Path wanted) {
        Path path = wanted.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            Path probe = Files.createTempFile(path, ".writable", null);
            Files.delete(probe);
        } catch (FileAlreadyExistsException e) {
            throw new StartupProblem(
                    "The data folder " + path + " is a file.", "Name another one with FIREBREAK_DATA or --data.", e);
        } catch (IOException e) {
            throw notWritable(path, e);
        }
        long freeMib = freeMib(path);
        if (freeMib < NEEDED_MIB) {
            throw new StartupProblem(
                    "The data folder " + path + " has " + freeMib + " MiB left; " + NEEDED_MIB + " MiB are needed.",
                    "Free some space there, or name a folder on another disk with FIREBREAK_DATA or --data.");
        }
        return lock(path);
    }

    /**
     * Deletes what an earlier Firebreak kept there, unless it is running.
     *
     * @throws StartupProblem when it is in use, or when it holds something else than a Firebreak's data
     */
    static void empty(Path wanted) {
        Path path = wanted.toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            return;
        }
        if (!Files.exists(path.resolve("lock"))) {
            throw new StartupProblem(
                    path + " would be emptied, but no Firebreak made it.", "Move it away, or name another folder.");
        }
        open(path).close();
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw notWritable(path, e);
        }
    }

    Path path() {
        return path;
    }

    /** What is left on its disk. */
    long freeMib() {
        return freeMib(path);
    }

    Path kafka() {
        return path.resolve("kafka");
    }

    Path postgres() {
        return path.resolve("postgres");
    }

    Path credentials() {
        return path.resolve("credentials");
    }

    Path logFile() {
        return path.resolve("logs").resolve("firebreak.log");
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path.resolve("running"));
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot release " + path, e);
        }
    }

    private static DataFolder lock(Path path) {
        Path running = path.resolve("running");
        try {
            FileChannel file =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = tryLock(file);
            if (lock == null) {
                file.close();
                String holder =
                        Files.exists(running) ? " (" + Files.readString(running).strip() + ")" : "";
                throw new StartupProblem(
                        "Another Firebreak" + holder + " uses the data folder " + path + ".",
                        "Stop it, or give this one a folder of its own with FIREBREAK_DATA or --data.");
            }
            Files.writeString(
                    running,
                    "process " + ProcessHandle.current().pid() + System.lineSeparator(),
                    StandardCharsets.UTF_8);
            return new DataFolder(path, file, lock);
        } catch (IOException e) {
            throw notWritable(path, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this very process holds it
        }
    }

    private static long freeMib(Path path) {
        try {
            return Files.getFileStore(path).getUsableSpace() >> 20;
        } catch (IOException e) {
            throw notWritable(path, e);
        }
    }

    private static StartupProblem notWritable(Path path, IOException e) {
        String why = e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
        return new StartupProblem(
                "Cannot write to the data folder " + path + ": " + why + ".",
                "Give the user " + System.getProperty("user.name")
                        + " the right to write there, or name another folder with FIREBREAK_DATA or --data.",
                e);
    }
}
