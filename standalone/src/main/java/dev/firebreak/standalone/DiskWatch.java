package dev.firebreak.standalone;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Kafka and PostgreSQL from a full disk, on which both break off where they are: everything is stopped in order
 * while there is room for that, senders are refused and send again, and it goes on by itself once there is space.
 */
final class DiskWatch {
    private static final Logger log = LoggerFactory.getLogger(DiskWatch.class);
    /** Stopping writes too: checkpoints, offsets, the log. */
    private static final long TOO_LITTLE_MIB = 128;

    private static final long ENOUGH_MIB = 256;

    /** What is watched; {@link Standalone}, but for tests. */
    record Watched(LongSupplier freeMib, BooleanSupplier isSound, Runnable pause, Runnable resume) {}

    private final Watched firebreak;
    private final Terminal terminal;
    private final String folder;
    private boolean paused;

    DiskWatch(Watched firebreak, String folder, Terminal terminal) {
        this.firebreak = firebreak;
        this.folder = folder;
        this.terminal = terminal;
    }

    static DiskWatch of(Standalone firebreak, Terminal terminal) {
        return new DiskWatch(
                new Watched(firebreak::freeMib, firebreak::isSound, firebreak::pause, firebreak::resume),
                firebreak.data().toString(),
                terminal);
    }

    /**
     * Looked at every now and then by one thread.
     *
     * @return false when this process cannot go on
     * @throws StartupProblem when a part does not start though there is space
     */
    boolean look() {
        long free = firebreak.freeMib().getAsLong();
        if (!firebreak.isSound().getAsBoolean()) {
            tell("Kafka cannot write to " + folder + " any more, where " + free + " MiB are left: Firebreak ends.");
            tell("Nothing that was accepted is lost. Free some space there, then start it again.");
            return false;
        }
        if (!paused && free < TOO_LITTLE_MIB) {
            tell("Stopped taking alerts in: " + free + " MiB are left for " + folder + ".");
            tell("Nothing that was accepted is lost. It goes on by itself once " + ENOUGH_MIB + " MiB are free.");
            log.warn("paused: {} MiB left for {}", free, folder);
            paused = true;
            firebreak.pause().run();
        } else if (paused && free >= ENOUGH_MIB) {
            tell("There is space again: " + free + " MiB. Firebreak goes on.");
            log.warn("goes on: {} MiB left for {}", free, folder);
            firebreak.resume().run();
            paused = false;
        }
        return true;
    }

    private void tell(String text) {
        terminal.line(text);
    }
}
