package dev.firebreak.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The commands of {@code ./firebreak}, each in a process of its own. */
final class CommandLine {
    /** One jar, as people have it; elsewhere when the property {@code firebreak.cli} says so. */
    private static final String CLASSES = System.getProperty("firebreak.cli", "../cli/target/firebreak.jar");

    private CommandLine() {}

    /** What it says on standard output; fails when it does not end with 0. */
    static String run(Path folder, Map<String, String> settings, List<String> words)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder command = new ProcessBuilder(Stream.concat(
                                Stream.of(java, "-cp", CLASSES, "dev.firebreak.cli.FirebreakCommandLine"),
                                words.stream())
                        .toList())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        command.environment().keySet().removeIf(setting -> setting.startsWith("FIREBREAK_"));
        command.environment().putAll(settings);
        Process process = command.start();
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(words + " failed: " + Files.readString(err));
        }
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
