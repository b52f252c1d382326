package dev.firebreak.remediation.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.firebreak.remediation.outgoing.Deadline;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * What holds for every action, on the real thing. One subclass each, in its package and of its name with {@code IT} at the
 * end; {@code StepTypesTest} misses it when there is none.
 */
public abstract class ActionContract {
    /** Every secret that a stage uses contains it. */
    public static final String CANARY = "canary-5e1f0b";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Until the deadline of what is to be done. */
    private static final Duration ENOUGH = Duration.ofSeconds(60);

    private final List<String> told = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private Level usual = Level.INFO;

    public record Doing(Action action, StepRequest request) {}

    /** A place of the outside world, made for one test. */
    public interface Stage {
        /** Something that it can be done to. */
        Doing doing();

        /** The same where there is nothing to act on. */
        Doing nothing();

        /** The same where nobody answers. */
        Doing unreachable();

        /** What the target is like, read past the action: the same text means that nothing happened to it. */
        String state();

        /** Lets the target carry out what it took. */
        default void settle() {}

        /** What the action's own undo is asked to do in a runbook. */
        default Doing undo(String before) {
            throw new AssertionError("nothing undoes it, so it must not say what was before: " + before);
        }
    }

    /** A new one for each test. */
    protected abstract Stage stage();

    /** False for what leaves no trace, so that observing never tells. */
    protected boolean leavesTrace() {
        return true;
    }

    @BeforeEach
    void listen() {
        usual = root.getLevel();
        root.setLevel(Level.INFO);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void noSecretWasToldOrLogged() {
        root.detachAppender(log);
        root.setLevel(usual);
        assertThat(told).isNotEmpty().noneMatch(text -> text.contains(CANARY));
        assertThat(log.list.stream()
                        .map(event -> event.getFormattedMessage()
                                + event.getKeyValuePairs()
                                + Optional.ofNullable(event.getThrowableProxy()).map(it -> it.getMessage())))
                .noneMatch(text -> text.contains(CANARY));
    }

    @Test
    void describesTheSameAbsoluteTargetEachTime() {
        Doing doing = stage().doing();

        Description.Ready first = ready(doing);
        Description.Ready second = ready(doing);

        assertThat(List.of(first.target(), first.targetKey(), first.to())).noneMatch(String::isBlank);
        assertThat(planned(second)).isEqualTo(planned(first));
    }

    @Test
    void itsEffectIsSeenOnceItIsThereAndNotBefore() {
        Stage stage = stage();
        Doing doing = stage.doing();
        Description.Ready ready = ready(doing);
        String before = stage.state();
        Instant dispatchedAt = Instant.now();

        assertThat(observe(doing, ready, dispatchedAt))
                .isNotInstanceOfAny(Observation.Applied.class, Observation.InProgress.class);
        Outcome outcome = execute(doing, ready, ENOUGH);
        stage.settle();

        assertThat(outcome).isInstanceOfAny(Outcome.Applied.class, Outcome.Accepted.class);
        if (leavesTrace()) {
            awaitApplied(doing, ready, dispatchedAt);
        } else {
            assertThat(observe(doing, ready, dispatchedAt)).isInstanceOf(Observation.Unclear.class);
        }
        assertThat(stage.state()).isNotEqualTo(before);
    }

    @Test
    void sendsNothingAfterItsDeadline() {
        Stage stage = stage();
        Doing doing = stage.doing();
        Description.Ready ready = ready(doing);
        String before = stage.state();

        assertThat(execute(doing, ready, Duration.ZERO)).isInstanceOf(Outcome.Failed.class);
        assertThat(stage.state()).isEqualTo(before);
    }

    @Test
    void refusesWhereThereIsNothingToActOn() {
        Stage stage = stage();
        Doing nothing = stage.nothing();
        String before = stage.state();

        assertThat(describe(nothing)).isInstanceOfAny(Description.NotNeeded.class, Description.Impossible.class);
        assertThat(stage.state()).isEqualTo(before);
    }

    /** Failing is a value: neither describing nor executing nor observing ends in an error. */
    @Test
    void aTargetThatDoesNotAnswerIsAnOutcome() {
        Stage stage = stage();
        Description.Ready ready = ready(stage.doing());
        Doing unreachable = stage.unreachable();

        assertThat(describe(unreachable)).isNotNull();
        assertThat(execute(unreachable, ready, ENOUGH)).isInstanceOfAny(Outcome.Failed.class, Outcome.Unknown.class);
        assertThat(observe(unreachable, ready, Instant.now()))
                .isInstanceOfAny(Observation.Unclear.class, Observation.NotApplied.class);
    }

    @Test
    void repeatsAsDeclared() {
        Stage stage = stage();
        Doing doing = stage.doing();
        boolean isRepeatable = doing.action().isRepeatable(doing.request());

        assertThat(doing.action().guide().repeat()).startsWith(isRepeatable ? "Yes" : "No");
        if (isRepeatable) {
            Description.Ready ready = ready(doing);
            execute(doing, ready, ENOUGH);
            stage.settle();
            String once = settled(stage, doing, ready);
            assertThat(execute(doing, ready, ENOUGH)).isInstanceOfAny(Outcome.Applied.class, Outcome.Accepted.class);
            stage.settle();
            assertThat(settled(stage, doing, ready)).isEqualTo(once);
        } else {
            told.add("nothing was sent");
        }
    }

    @Test
    void undoesAsDeclared() {
        Stage stage = stage();
        Doing doing = stage.doing();
        Description.Ready ready = ready(doing);
        String before = stage.state();
        Optional<String> undoneWith = doing.action().undoneWith();

        assertThat(ready.before() != null).as("says what was before").isEqualTo(undoneWith.isPresent());
        if (undoneWith.isPresent()) {
            execute(doing, ready, ENOUGH);
            stage.settle();
            settled(stage, doing, ready);
            Doing undo = stage.undo(Objects.requireNonNull(ready.before()));
            assertThat(undo.action().type()).isEqualTo(undoneWith.get());
            Description.Ready back = ready(undo);
            execute(undo, back, ENOUGH);
            stage.settle();
            settled(stage, undo, back);
            assertThat(stage.state()).isEqualTo(before);
        }
    }

    /** Does it as the engine would, and fails when it did not work. */
    protected final void done(Doing doing) {
        Description.Ready ready = ready(doing);
        assertThat(execute(doing, ready, ENOUGH)).isInstanceOfAny(Outcome.Applied.class, Outcome.Accepted.class);
    }

    private String settled(Stage stage, Doing doing, Description.Ready ready) {
        if (leavesTrace()) {
            awaitApplied(doing, ready, Instant.now());
        }
        return stage.state();
    }

    private void awaitApplied(Doing doing, Description.Ready ready, Instant dispatchedAt) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(
                        () -> assertThat(observe(doing, ready, dispatchedAt)).isInstanceOf(Observation.Applied.class));
    }

    private Description.Ready ready(Doing doing) {
        Description description = describe(doing);
        assertThat(description).isInstanceOf(Description.Ready.class);
        return (Description.Ready) description;
    }

    private Description describe(Doing doing) {
        return heard(doing.action().describe(doing.request()));
    }

    private Outcome execute(Doing doing, Description.Ready ready, Duration left) {
        Dispatch dispatch = new Dispatch("remediation/step", Deadline.in(left), Duration.ofSeconds(30));
        return heard(doing.action().execute(doing.request(), ready, dispatch));
    }

    private Observation observe(Doing doing, Description.Ready ready, Instant dispatchedAt) {
        return heard(doing.action().observe(doing.request(), ready, dispatchedAt));
    }

    protected final <T> T heard(Mono<T> answer) {
        T heard = Objects.requireNonNull(answer.block(PATIENCE));
        told.add(heard.toString());
        return heard;
    }

    /** What an approval is bound to. */
    private static List<Object> planned(Description.Ready ready) {
        return List.of(ready.target(), ready.targetKey(), String.valueOf(ready.from()), ready.to(), ready.evidence());
    }
}
