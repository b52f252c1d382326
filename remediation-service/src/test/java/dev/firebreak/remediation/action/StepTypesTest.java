package dev.firebreak.remediation.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.type.StepTable;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.check.Check;
import dev.firebreak.remediation.check.CheckContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is written from the checks and actions themselves is up to date, and each has its contract. To write it anew:
 * {@code ./mvnw -pl remediation-service -am test -Dtest=StepTypesTest -Dfirebreak.regenerate=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class StepTypesTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path TABLE = PROJECT.resolve("runbook-catalog/src/main/resources" + StepTable.FILE);
    private static final Path GUIDE = PROJECT.resolve("docs/actions.md");

    @Test
    void theCataloguesTableIsWhatTheClassesDeclare() {
        List<StepType> declared = Stream.concat(
                        Declared.actions().stream().map(Action::declares),
                        Declared.checks().stream().map(Check::declares))
                .toList();

        isUpToDate(TABLE, StepTable.write(declared));
    }

    @Test
    void theGuideIsWhatTheClassesSay() {
        isUpToDate(GUIDE, ActionGuide.write(read(GUIDE), Declared.actions(), Declared.checks()));
    }

    /** What people copy from the page compiles, and passes the contract as LampSwitchIT. */
    @Test
    void theExampleIsOneThatWorks() {
        assertThat(read(GUIDE))
                .contains("```java\n" + code("LampSwitch").replace("class LampSwitch ", "@Component\nclass LampSwitch ")
                        + "```")
                .contains("```java\n" + code("LampSwitchIT") + "```");
    }

    /** Without package and imports. It is no component here, for it does not ship. */
    private static String code(String example) {
        String text = read(Path.of("src/test/java/dev/firebreak/remediation/action/lamp/" + example + ".java"));
        return text.substring(text.indexOf("/**"));
    }

    @Test
    void eachActionPassesTheContract() {
        assertThat(Declared.actions())
                .isNotEmpty()
                .allSatisfy(action -> assertThat(contractOf(action))
                        .as("a test class that extends ActionContract for " + action.type())
                        .isAssignableTo(ActionContract.class));
    }

    @Test
    void eachCheckPassesTheContract() {
        assertThat(Declared.checks())
                .isNotEmpty()
                .allSatisfy(check -> assertThat(contractOf(check))
                        .as("a test class that extends CheckContract for " + check.type())
                        .isAssignableTo(CheckContract.class));
    }

    private static Class<?> contractOf(Object step) {
        try {
            return Class.forName(step.getClass().getName() + "IT");
        } catch (ClassNotFoundException e) {
            return Object.class;
        }
    }

    private static void isUpToDate(Path file, String wanted) {
        if (Boolean.getBoolean("firebreak.regenerate")) {
            try {
                Files.writeString(file, wanted);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(read(file))
                .as(file + " is older than the classes: write it anew as this test says")
                .isEqualTo(wanted);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
