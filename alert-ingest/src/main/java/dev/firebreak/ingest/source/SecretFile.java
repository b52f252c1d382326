package dev.firebreak.ingest.source;

import dev.firebreak.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets in a file, one a line or separated by commas, as Kubernetes and Docker mount them. It is looked at when it is
 * asked for, at most once a second, and whenever a message fits none of its secrets; that costs a few microseconds on a
 * local disk. A file that cannot be read leaves the last secrets in force.
 */
final class SecretFile {
    private static final Logger log = LoggerFactory.getLogger(SecretFile.class);
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LARGEST = 64 * 1024;

    private final String setting;
    private final Path path;
    private volatile List<Secret> values = List.of();
    private volatile long lookedAt;
    // Guarded by this.
    private @Nullable Version version;
    private String lastProblem = "";

    SecretFile(String setting, Path path) {
        this.setting = setting;
        this.path = path;
        newest();
    }

    List<Secret> values() {
        if (System.nanoTime() - lookedAt > LOOK_EVERY_NANOS) {
            return newest();
        }
        return values;
    }

    /** Looks now. */
    synchronized List<Secret> newest() {
        lookedAt = System.nanoTime();
        try {
            Version found = Version.of(Files.readAttributes(path, BasicFileAttributes.class));
            if (found.equals(version)) {
                return values;
            }
            if (found.size() > LARGEST) {
                throw new IOException("larger than " + LARGEST + " bytes");
            }
            values = SharedSecrets.parse(Files.readString(path));
            version = found;
            lastProblem = "";
            log.atInfo()
                    .addKeyValue("setting", setting)
                    .addKeyValue("secrets", values.size())
                    .log("secrets read");
        } catch (IOException e) {
            String problem = e.getClass().getSimpleName();
            if (!problem.equals(lastProblem)) {
                log.atWarn()
                        .addKeyValue("setting", setting)
                        .addKeyValue("problem", problem)
                        .log("the file cannot be read, the last secrets stay in force");
            }
            lastProblem = problem;
        }
        return values;
    }

    /** The key tells a file that was put in the other's place, which is how mounted secrets change. */
    private record Version(long modifiedAt, long size, String key) {
        static Version of(BasicFileAttributes attributes) {
            return new Version(
                    attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                    attributes.size(),
                    String.valueOf(attributes.fileKey()));
        }
    }
}
