package dev.firebreak.catalog.runbook;

import dev.firebreak.catalog.expression.Condition;
import dev.firebreak.catalog.expression.ExpressionReader;
import dev.firebreak.catalog.expression.Names;
import dev.firebreak.catalog.expression.Site;
import dev.firebreak.catalog.expression.Template;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.catalog.type.StepTypes;
import dev.firebreak.catalog.yaml.Durations;
import dev.firebreak.catalog.yaml.Section;
import dev.firebreak.catalog.yaml.Value;
import dev.firebreak.model.Link;
import dev.firebreak.model.remediation.StepKind;
import dev.firebreak.model.remediation.StepMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one step. */
final class StepReader {
    private static final List<String> KINDS = List.of("check", "action", "wait", "manual");
    private static final List<String> ROLES = List.of("responders", "admins");

    private final StepTypes types;
    private final ParameterReader parameters;

    StepReader(StepTypes types, ParameterReader parameters) {
        this.types = types;
        this.parameters = parameters;
    }

    /** @param names with the steps before this one; empty when it is no step at all */
    Optional<StepDefinition> read(Value value, Names names) {
        try (Section step = value.section("a step")) {
            String id = step.require("id").map(it -> it.name("flush-cache")).orElse("");
            @Nullable
            Condition condition = step.find("if")
                    .map(it -> new ExpressionReader(names).condition(it, Site.STEP))
                    .orElse(null);
            List<Link> links = step.list("links").stream().map(StepReader::link).toList();
            List<String> kinds = KINDS.stream().filter(step::has).toList();
            if (kinds.size() != 1) {
                String found =
                        kinds.isEmpty() ? "a step that does nothing" : String.join(" and ", kinds) + " in one step";
                step.problems().add(step.at(), found, "exactly one of " + String.join(", ", KINDS));
                KINDS.forEach(step::has);
                List.of("with", "mode", "trust", "approve", "limits", "verify", "undo", "otherwise")
                        .forEach(step::has);
                return Optional.empty();
            }
            Value uses = step.require(kinds.getFirst()).orElseThrow();
            return Optional.of(
                    switch (kinds.getFirst()) {
                        case "check" -> check(id, condition, links, step, uses, names);
                        case "action" -> action(id, condition, links, step, uses, names);
                        case "wait" ->
                            new StepDefinition.Wait(
                                    id, condition, otherwise(step, Otherwise.CONTINUE), links, uses.duration());
                        default -> manual(id, condition, links, step, uses, names);
                    });
        }
    }

    private StepDefinition check(
            String id, @Nullable Condition condition, List<Link> links, Section step, Value uses, Names names) {
        return new StepDefinition.Check(
                id,
                condition,
                otherwise(step, Otherwise.CONTINUE),
                links,
                uses.text(),
                with(StepKind.CHECK, uses, step, Parameters.NONE, names));
    }

    private StepDefinition action(
            String id, @Nullable Condition condition, List<Link> links, Section step, Value uses, Names names) {
        StepMode mode =
                step.find("mode").map(it -> it.word("mode", StepMode.class)).orElse(StepMode.APPROVE);
        // Verification and undo may look at what this very step found.
        Names withSelf = names.withSteps(plus(names.steps(), id));
        @Nullable
        Verification verify =
                step.find("verify").map(it -> verification(it, withSelf)).orElse(null);
        boolean needsVerify = types.find(StepKind.ACTION, uses.text())
                .map(StepType::needsVerify)
                .orElse(false);
        if (mode == StepMode.AUTO && verify == null && needsVerify) {
            step.problems()
                    .add(
                            step.find("mode").map(Value::at).orElse(step.at()),
                            "mode auto without 'verify'",
                            "'verify' with a check that proves that " + uses.text() + " helped");
        }
        @Nullable
        TrustRule trust =
                step.find("trust").map(it -> trust(it, mode, verify != null)).orElse(null);
        Parameters with = with(StepKind.ACTION, uses, step, Parameters.NONE, names);
        return new StepDefinition.Action(
                id,
                condition,
                otherwise(step, Otherwise.ESCALATE),
                links,
                uses.text(),
                with,
                mode,
                trust,
                step.find("approve").map(StepReader::approval).orElse(ApprovalRule.USUAL),
                step.find("limits").map(StepReader::limits).orElse(Limits.USUAL),
                verify,
                step.find("undo").map(it -> undo(it, with, withSelf)).orElse(null));
    }

    private static StepDefinition manual(
            String id, @Nullable Condition condition, List<Link> links, Section step, Value uses, Names names) {
        uses.text();
        Template text = new ExpressionReader(names).template(uses, Site.STEP);
        return new StepDefinition.Manual(id, condition, otherwise(step, Otherwise.CONTINUE), links, text);
    }

    private Parameters with(StepKind kind, Value uses, Section section, Parameters step, Names names) {
        List<String> known = types.names(kind);
        String name = uses.oneOf(kind.word() + " type", known);
        Optional<Value> with = section.find("with");
        return types.find(kind, name)
                .map(type -> parameters.read(type, with, step, section.at(), names, section.problems()))
                .orElse(Parameters.NONE);
    }

    private Verification verification(Value value, Names names) {
        try (Section verify = value.section("a verification")) {
            Optional<Value> check = verify.require("check");
            var verification = new Verification(
                    check.map(Value::text).orElse(""),
                    check.map(it -> with(StepKind.CHECK, it, verify, Parameters.NONE, names))
                            .orElse(Parameters.NONE),
                    verify.integer("consecutive", 1, 1, 100),
                    verify.duration("every", Duration.ofSeconds(10)),
                    verify.duration("within", Duration.ofMinutes(2)));
            tellWhenItCannotSucceed(verification, verify);
            return verification;
        }
    }

    private static void tellWhenItCannotSucceed(Verification verification, Section verify) {
        Duration needed = verification.every().multipliedBy(verification.consecutive() - 1L);
        if (!verification.every().isPositive()) {
            verify.problems().add(verify.at(), "a verification every 0s", "a pause between two looks");
        } else if (needed.compareTo(verification.within()) > 0) {
            String found = verification.consecutive() + " successes every " + Durations.format(verification.every());
            verify.problems().add(verify.at(), found, "a 'within' of " + Durations.format(needed) + " or more");
        }
    }

    private Undo undo(Value value, Parameters step, Names names) {
        try (Section undo = value.section("an undo")) {
            Optional<Value> action = undo.require("action");
            return new Undo(
                    action.map(Value::text).orElse(""),
                    action.map(it -> with(StepKind.ACTION, it, undo, step, names))
                            .orElse(Parameters.NONE));
        }
    }

    private static TrustRule trust(Value value, StepMode mode, boolean isVerified) {
        try (Section trust = value.section("trust")) {
            StepMode upTo = trust.find("upTo")
                    .map(it -> it.word("mode", StepMode.class))
                    .orElse(StepMode.AUTO);
            if (upTo.compareTo(mode) <= 0) {
                trust.problems()
                        .add(trust.at(), "trust up to " + upTo.word(), "a mode that goes further than the step's");
            } else if (!isVerified) {
                trust.problems().add(trust.at(), "trust without 'verify'", "'verify': only what is proven earns trust");
            }
            return new TrustRule(trust.integer("promoteAfter", TrustRule.USUAL_PROMOTE_AFTER, 1, 1_000), upTo);
        }
    }

    private static ApprovalRule approval(Value value) {
        try (Section approve = value.section("an approval")) {
            return new ApprovalRule(
                    approve.find("by")
                            .map(by ->
                                    by.list().stream().map(StepReader::approver).toList())
                            .orElse(ApprovalRule.USUAL.by()),
                    approve.duration("within", ApprovalRule.USUAL.within()),
                    approve.integer("people", 1, 1, 5));
        }
    }

    /** A role, or one person: {@code "@marie"}. */
    private static String approver(Value value) {
        String text = value.text();
        return ApprovalRule.isPerson(text) ? text : value.oneOf("role", ROLES);
    }

    private static Limits limits(Value value) {
        try (Section limits = value.section("limits")) {
            @Nullable Duration cooldown = limits.findDuration("cooldown");
            Optional<Value> max = limits.find("max");
            if (max.isEmpty()) {
                return new Limits(cooldown, Limits.USUAL.maxCount(), Limits.USUAL.maxWithin());
            }
            try (Section most = max.get().section("a maximum")) {
                return new Limits(
                        cooldown,
                        most.integer("count", 1, 1, 1_000),
                        most.require("within").map(Value::duration).orElse(Duration.ZERO));
            }
        }
    }

    private static Otherwise otherwise(Section step, Otherwise usual) {
        return step.find("otherwise")
                .map(it -> it.word("word", Otherwise.class))
                .orElse(usual);
    }

    private static Link link(Value value) {
        if (value.isMapping()) {
            try (Section link = value.section("a link")) {
                return new Link(link.requireText("title"), link.requireText("href"));
            }
        }
        String href = value.text();
        return new Link(href.replaceFirst("^https?://", ""), href);
    }

    private static Set<String> plus(Set<String> names, String name) {
        List<String> all = new ArrayList<>(names);
        all.add(name);
        return Set.copyOf(all);
    }
}
