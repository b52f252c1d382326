package dev.firebreak.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void takesOptionsWithAndWithoutEqualsSign() {
        var arguments = Arguments.parse(List.of("up", "--listen=0.0.0.0", "--data", "/var/lib/firebreak"));

        assertThat(arguments.command()).isEqualTo(Arguments.Command.UP);
        assertThat(arguments.listen()).hasValue("0.0.0.0");
        assertThat(arguments.data()).hasValue("/var/lib/firebreak");
        assertThat(arguments.catalog()).isEmpty();
    }

    @Test
    void refusesAnOptionWithoutItsValue() {
        assertThatExceptionOfType(StartupProblem.class)
                .isThrownBy(() -> Arguments.parse(List.of("up", "--listen")))
                .withMessageContaining("--listen VALUE");
    }

    @Test
    void namesTheOptionsWhenOneIsUnknown() {
        assertThatExceptionOfType(StartupProblem.class)
                .isThrownBy(() -> Arguments.parse(List.of("demo", "--lisen", "::1")))
                .withMessageContaining("'--lisen'")
                .withMessageContaining("--listen, --data and --catalog");
    }
}
