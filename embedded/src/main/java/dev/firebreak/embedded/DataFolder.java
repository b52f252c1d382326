package dev.firebreak.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder that one process at a time owns, by a lock on a file in it. Remembers which server version made its
 * content; without that mark the last initialisation was interrupted, and what it left is thrown away.
 */
final class DataFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel lock;
    private final boolean temporary;

    private DataFolder(Path folder, FileChannel lock, boolean temporary) {
        this.folder = folder;
        this.lock = lock;
        this.temporary = temporary;
    }

    static DataFolder open(Path folder) {
        return open(folder, false);
    }

    /** Deleted on close. */
    static DataFolder openTemporary(String name) {
        try {
            return open(Files.createTempDirectory("firebreak-" + name + "-"), true);
        } catch (IOException e) {
            throw new EmbeddedException("no temporary folder can be made for " + name, e);
        }
    }

    private static DataFolder open(Path given, boolean temporary) {
        Path folder = given.toAbsolutePath().normalize();
        Path lockFile = folder.resolve("firebreak.lock");
        try {
            refuseForeignContent(folder, lockFile);
            createPrivate(folder);
            return new DataFolder(folder, lock(folder, lockFile), temporary);
        } catch (IOException e) {
            throw new EmbeddedException("data folder %s cannot be written: %s".formatted(folder, e), e);
        }
    }

    private static void refuseForeignContent(Path folder, Path lockFile) throws IOException {
        if (!Files.isDirectory(folder) || Files.exists(lockFile)) {
            return;
        }
        try (var entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new EmbeddedException(
                        "data folder %s holds something that Firebreak did not put there: name an empty one"
                                .formatted(folder));
            }
        }
    }

    private static void createPrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static FileChannel lock(Path folder, Path lockFile) throws IOException {
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw inUse(folder, e);
        }
        channel.close();
        throw inUse(folder, null);
    }

    private static EmbeddedException inUse(Path folder, @Nullable Throwable cause) {
        String message = "data folder %s is in use by another running server: stop that one first".formatted(folder);
        return cause == null ? new EmbeddedException(message) : new EmbeddedException(message, cause);
    }

    Path resolve(String name) {
        return folder.resolve(name);
    }

    /** The server's own files. */
    Path content() {
        return folder.resolve("content");
    }

    /** Empty when nothing usable is here yet. */
    Optional<String> madeBy() {
        try {
            Path mark = folder.resolve("made-by");
            return Files.exists(mark) ? Optional.of(Files.readString(mark).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an interrupted initialisation left is gone after this. */
    void clear() {
        deleteTree(content());
    }

    void markMadeBy(String version) {
        try {
            Files.writeString(folder.resolve("made-by"), version + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (temporary) {
            deleteTree(folder);
        }
    }

    private static void deleteTree(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
