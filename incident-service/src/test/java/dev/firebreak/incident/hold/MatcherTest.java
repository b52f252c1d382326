package dev.firebreak.incident.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.incident.Alerts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatcherTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    service=web               | true
                    service = web             | true
                    service!=web              | false
                    service=we                | false
                    service=~w.*              | true
                    service=~w                | false
                    name!~Disk.*              | true
                    severity=critical         | true
                    labels.region=eu          | false
                    labels.region!=eu         | true
                    labels.region=            | true
                    title=~(a+)+b             | false
                    """)
    void saysWhetherTheWholeValueMatches(String written, boolean matches) {
        assertThat(Matcher.parse(written)
                        .matches(Alerts.firing("HealthCheckFailed", "web").alert()))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    service         | is not of the form
                    =web            | is not of the form
                    colour=red      | no field 'colour': one of source
                    labels.=red     | no field 'labels.'
                    name=~(         | is no regular expression
                    name=~(?<=x)y   | is no regular expression
                    """)
    void tellsWhatIsWrong(String written, String problem) {
        assertThatThrownBy(() -> Matcher.parse(written)).hasMessageContaining(problem);
    }
}
