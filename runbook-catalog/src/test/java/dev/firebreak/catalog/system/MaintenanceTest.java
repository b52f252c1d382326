package dev.firebreak.catalog.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.Folders;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaintenanceTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"0 2 * * SUN", "*/15 8-17 * * MON-FRI", "0 0 1,15 JAN *", "0 2 * * SUN#1", "0 2 * * 7"})
    void takesSchedulesOfFiveFields(String schedule) {
        assertThat(problems("{title: Window, schedule: \"" + schedule + "\", lasts: 2h}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    60 2 * * SUN    | found the minute '60', expected a number from 0 to 59
                    0 24 * * SUN    | found the hour '24', expected a number from 0 to 23
                    0 2 0 * *       | found the day of the month '0', expected a number from 1 to 31
                    0 2 * 13 *      | found the month '13', expected a number from 1 to 12, or JAN to DEC
                    0 2 * * SON     | found the weekday 'SON', expected a number from 0 to 7, or MON to SUN
                    */0 2 * * *     | found the minute '0', expected a number from 0 to 59
                    0 2 * *         | found '0 2 * *', expected minute hour day month weekday, such as "0 2 * * SUN"
                    """)
    void tellsWhatIsWrongWithASchedule(String schedule, String problem) {
        assertThat(problems("{title: Window, schedule: \"" + schedule + "\", lasts: 2h}"))
                .endsWith(problem);
    }

    @Test
    void lastsAWeekAtMost() {
        assertThat(problems("{title: Window, schedule: \"0 2 * * SUN\", lasts: 8d}"))
                .endsWith("found 'lasts: 8d', expected a time from 1m to 7d");
    }

    private String problems(String window) {
        return String.join(
                "\n",
                Folders.problemsOfSystem(folder, "  thresholds:", "  maintenance: [" + window + "]\n  thresholds:"));
    }
}
