package dev.firebreak.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux says about a process. */
final class Memory {
    private static final long KILOBYTES = 1024;
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    private Memory() {}

    static long residentMegabytes(long pid) throws IOException {
        return kilobytes(Path.of("/proc", Long.toString(pid), "status"), "VmRSS:") / KILOBYTES;
    }

    /** The most that it ever had. */
    static long mostResidentMegabytes(long pid) throws IOException {
        return kilobytes(Path.of("/proc", Long.toString(pid), "status"), "VmHWM:") / KILOBYTES;
    }

    /** Shared pages are counted once over all processes that have them, so these can be added up. */
    static long proportionalMegabytes(long pid) throws IOException {
        return kilobytes(Path.of("/proc", Long.toString(pid), "smaps_rollup"), "Pss:") / KILOBYTES;
    }

    /** By the sum under a JVM's histogram of its classes, which counts what can still be reached. */
    static long liveHeapMegabytes(long pid) throws IOException, InterruptedException {
        Process histogram = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String all = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        histogram.waitFor();
        Matcher total = TOTAL.matcher(all);
        if (!total.find()) {
            throw new IOException("no sum in " + all);
        }
        return Long.parseLong(total.group(1)) / KILOBYTES / KILOBYTES;
    }

    /** PostgreSQL's processes all have their data folder as their working directory. */
    static boolean worksIn(long pid, Path folder) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"))
                    .startsWith(folder);
        } catch (IOException e) { // it has just ended, or is another user's
            return false;
        }
    }

    private static long kilobytes(Path file, String field) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(field)) {
                return Long.parseLong(
                        line.substring(field.length()).replace("kB", "").strip());
            }
        }
        throw new IOException("no " + field + " in " + file);
    }
}
