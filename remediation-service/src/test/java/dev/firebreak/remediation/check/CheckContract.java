package dev.firebreak.remediation.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.action.ActionContract;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What holds for every check, on the real thing. One subclass each, named after it with {@code IT} at the end. */
public abstract class CheckContract {
    /** Every secret that a look uses contains it. */
    protected static final String CANARY = ActionContract.CANARY;

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    public record Looking(Check check, StepRequest request) {}

    protected abstract Looking good();

    /** Where what is asked for does not hold. */
    protected abstract Looking bad();

    /** Where nobody answers, or nobody can tell. */
    protected abstract Looking unreachable();

    @Test
    void isGoodWhereItHolds() {
        Finding finding = look(good());

        assertThat(finding.isOk()).as(finding.summary()).isTrue();
        assertThat(finding.summary()).isNotBlank();
    }

    @Test
    void isNotGoodWhereItDoesNot() {
        assertThat(look(bad()).isOk()).isFalse();
    }

    @Test
    void whatCannotBeReachedIsAFinding() {
        Finding finding = look(unreachable());

        assertThat(finding.isOk()).isFalse();
        assertThat(finding.summary()).isNotBlank();
    }

    protected static Finding look(Looking looking) {
        Finding finding =
                Objects.requireNonNull(looking.check().look(looking.request()).block(PATIENCE));
        assertThat(finding.toString()).doesNotContain(CANARY);
        return finding;
    }
}
