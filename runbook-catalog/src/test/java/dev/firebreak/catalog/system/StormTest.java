package dev.firebreak.catalog.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.Folders;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StormTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "fine", textBlock = """
                    {incidents: 30, within: 1m} | fine
                    {incidents: 0}              | fine
                    {incidents: -1}             | found the number -1, expected a number from 0 to 100000
                    {incidents: 5, within: 0s}  | found 'within: 0s', expected a time from 1m to 7d
                    {within: 5m}                | 'incidents'
                    {incidents: 5, whithin: 5m} | 'whithin'
                    """)
    void boundsHowManyIncidentsASystemOpens(String bound, String problem) {
        String found = String.join(
                "\n", Folders.problemsOfSystem(folder, "  thresholds:", "  storm: " + bound + "\n  thresholds:"));

        if (problem == null) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).contains(problem);
        }
    }
}
