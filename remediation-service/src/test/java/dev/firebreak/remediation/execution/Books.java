package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.AlertThreshold;
import dev.firebreak.catalog.runbook.ApprovalRule;
import dev.firebreak.catalog.runbook.LevelRule;
import dev.firebreak.catalog.runbook.Limits;
import dev.firebreak.catalog.runbook.Otherwise;
import dev.firebreak.catalog.runbook.Parameters;
import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.catalog.runbook.Undo;
import dev.firebreak.catalog.runbook.Verification;
import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.Severity;
import dev.firebreak.model.remediation.StepMode;
import dev.firebreak.remediation.action.Action;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.action.Dispatch;
import dev.firebreak.remediation.action.Guide;
import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.action.Outcome;
import dev.firebreak.remediation.governor.GovernorSettings;
import dev.firebreak.remediation.governor.SystemBounds;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Runbooks, actions and bounds of the simulated world. */
final class Books {
    static final GovernorSettings BOUNDS =
            new GovernorSettings(2, 4, 1, Duration.ofMinutes(30), 2, Duration.ofMinutes(15), 1.0, 0, 0);
    static final SystemBounds SYSTEM = new SystemBounds(2, 1.0, 0, 0);
    static final Parameters NONE = new Parameters(Map.of());
    static final Duration LEASE = Duration.ofSeconds(60);
    static final Duration MARGIN = Duration.ofSeconds(10);

    private static final Verification VERIFY =
            new Verification("http.status", NONE, 2, Duration.ofSeconds(5), Duration.ofSeconds(30));
    private static final Undo UNDO = new Undo("sim.promote", NONE);

    static final List<Runbook> ALL = List.of(
            book("rollback", check("look"), action("act", "sim.rollback", StepMode.AUTO, Otherwise.ESCALATE)),
            book("asked", action("act", "sim.rollback", StepMode.APPROVE, Otherwise.ESCALATE), check("after")),
            book(
                    "several",
                    action("first", "sim.call", StepMode.AUTO, Otherwise.CONTINUE),
                    new StepDefinition.Wait("rest", null, Otherwise.CONTINUE, List.of(), Duration.ofSeconds(20)),
                    action("second", "sim.put", StepMode.APPROVE, Otherwise.STOP)),
            book(
                    "shadow",
                    action("watch", "sim.rollback", StepMode.SHADOW, Otherwise.CONTINUE),
                    action("act", "sim.put", StepMode.AUTO, Otherwise.ESCALATE)));

    private Books() {}

    /** {@code sim.call} leaves nothing to look at, {@code sim.put} may be repeated. Local: none of those that ship. */
    static Action action(String type) {
        record Simulated(String type) implements Action {
            @Override
            public StepType declares() {
                return StepType.action(type);
            }

            @Override
            public Guide guide() {
                return new Guide("it is done", "one target", "none", "by its effects", "as its name says");
            }

            @Override
            public boolean isRepeatable(StepRequest request) {
                return type.equals("sim.put");
            }

            @Override
            public boolean isRollback() {
                return type.equals("sim.rollback");
            }

            @Override
            public Mono<Description> describe(StepRequest request) {
                return Mono.error(new AssertionError("the world describes"));
            }

            @Override
            public Mono<Outcome> execute(StepRequest request, Description.Ready described, Dispatch dispatch) {
                return Mono.error(new AssertionError("the world calls"));
            }

            @Override
            public Mono<Observation> observe(StepRequest request, Description.Ready described, Instant dispatchedAt) {
                return Mono.error(new AssertionError("the world observes"));
            }
        }
        return new Simulated(type);
    }

    private static Runbook book(String name, StepDefinition... steps) {
        return new Runbook(
                new RunbookRef("shop", name, name),
                name + ".yaml",
                List.of(),
                List.of(),
                new AlertThreshold.Count(1, Duration.ofMinutes(5)),
                new LevelRule.Fixed(new SeverityLevel("P1", "High", Severity.ERROR, Duration.ZERO, null, null, false)),
                List.of(),
                Duration.ofMinutes(30),
                Duration.ofMinutes(15),
                Arrays.asList(steps));
    }

    private static StepDefinition.Check check(String id) {
        return new StepDefinition.Check(id, null, Otherwise.CONTINUE, List.of(), "http.status", NONE);
    }

    private static StepDefinition.Action action(String id, String type, StepMode mode, Otherwise otherwise) {
        @Nullable Undo undo = type.equals("sim.rollback") ? UNDO : null;
        return new StepDefinition.Action(
                id,
                null,
                otherwise,
                List.of(),
                type,
                NONE,
                mode,
                null,
                new ApprovalRule(List.of("responders"), Duration.ofMinutes(15), 2),
                new Limits(Duration.ofMinutes(5), 2, Duration.ofMinutes(30)),
                VERIFY,
                undo);
    }
}
