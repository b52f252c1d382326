package dev.firebreak.benchmarks;

import dev.firebreak.backtest.AlertFile;
import dev.firebreak.backtest.Assumptions;
import dev.firebreak.backtest.Backtest;
import dev.firebreak.backtest.Comparison;
import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.catalog.CatalogResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The program that {@link BacktestBenchmark} measures: a recording through one catalogue, in a JVM of its own. */
public final class BacktestRun {
    private BacktestRun() {}

    /** @param words the catalogue's folder, the recording, and where to write what was found */
    public static void main(String[] words) throws IOException {
        long start = System.nanoTime();
        CatalogResult result = CatalogLoader.standard().load(Path.of(words[0]));
        if (!(result instanceof CatalogResult.Loaded loaded)) {
            throw new IllegalStateException(result.toString());
        }
        Backtest backtest = new Backtest(null, loaded.catalog(), Assumptions.STANDARD);
        AlertFile.read(Path.of(words[1]), backtest::take);
        Comparison comparison = backtest.compare();
        Properties found = new Properties();
        found.setProperty("millis", Long.toString((System.nanoTime() - start) / 1_000_000));
        found.setProperty(
                "megabytes",
                Long.toString(
                        Memory.mostResidentMegabytes(ProcessHandle.current().pid())));
        found.setProperty("signals", Long.toString(comparison.signals()));
        found.setProperty("incidents", Long.toString(comparison.candidate().incidents()));
        try (var out = Files.newBufferedWriter(Path.of(words[2]))) {
            found.store(out, null);
        }
    }
}
