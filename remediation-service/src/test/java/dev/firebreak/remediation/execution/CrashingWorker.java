package dev.firebreak.remediation.execution;

import dev.firebreak.remediation.RemediationServiceApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The service as a process that dies, or stands still, at a point which a file names: the first one that comes to it
 * takes the file away. Only tests have this; what ships cannot be told to die.
 */
final class CrashingWorker {
    private CrashingWorker() {}

    /** @param words folder in which {@code POINT.halt} and {@code POINT.stop} arm a point; then the service's own words */
    public static void main(String[] words) {
        Path folder = Path.of(words[0]);
        String[] own = Arrays.copyOfRange(words, 1, words.length);
        CrashPoints points = point -> {
            if (takes(folder.resolve(point + ".halt"))) {
                Runtime.getRuntime().halt(137);
            }
            if (takes(folder.resolve(point + ".stop"))) {
                standStill(folder.resolve(point + ".stopped"));
            }
        };
        RemediationServiceApplication.builder()
                .initializers(context -> context.getBeanFactory().registerSingleton("crashPoints", points))
                .run(own);
    }

    private static boolean takes(Path armed) {
        try {
            Files.delete(armed);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param told gets the number of the process */
    private static void standStill(Path told) {
        String me = Long.toString(ProcessHandle.current().pid());
        try {
            Files.writeString(told, me);
            new ProcessBuilder("kill", "-STOP", me).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
