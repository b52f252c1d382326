package dev.firebreak.catalog.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.catalog.Alerts;
import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.Folders;
import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.expression.UnresolvedException;
import dev.firebreak.catalog.system.AutomationRule;
import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.catalog.system.Target;
import dev.firebreak.model.Severity;
import dev.firebreak.model.remediation.StepMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepsTest {
    @TempDir
    private Path folder;

    private Catalog catalog;
    private SystemDefinition system;
    private ServiceDefinition service;
    private Runbook runbook;

    @BeforeEach
    void load() {
        catalog = Folders.load(Folders.shop(folder));
        system = catalog.system("shop").orElseThrow();
        service = system.service("web").orElseThrow();
        runbook = catalog.runbook("shop", "outage").orElseThrow();
    }

    @Test
    void whatIsNotWrittenHasItsUsualValue() {
        var rollback = (StepDefinition.Action) runbook.step("rollback").orElseThrow();

        assertThat(rollback.mode()).isEqualTo(StepMode.AUTO);
        assertThat(rollback.otherwise()).isEqualTo(Otherwise.ESCALATE);
        assertThat(rollback.approve()).isEqualTo(new ApprovalRule(List.of("responders"), Duration.ofMinutes(15), 1));
        assertThat(rollback.limits()).isEqualTo(new Limits(null, 1, Duration.ofMinutes(30)));
        assertThat(runbook.step("recent-deployment").orElseThrow().otherwise()).isEqualTo(Otherwise.CONTINUE);
        assertThat(runbook.observeFor()).isEqualTo(Duration.ofMinutes(15));
        assertThat(runbook.threshold()).isEqualTo(new AlertThreshold.Count(1, Duration.ofMinutes(5)));
    }

    @Test
    void parametersComeWithTheirDefaultsAndTargets() {
        var rollback = (StepDefinition.Action) runbook.step("rollback").orElseThrow();
        var verify = Objects.requireNonNull(rollback.verify());

        Arguments arguments = verify.with().render(scope(null), system, service);

        assertThat(arguments.integers("status")).containsExactly(200, 204);
        assertThat(arguments.text("method")).isEqualTo("GET");
        assertThat(arguments.duration("timeout")).isEqualTo(Duration.ofSeconds(5));
        assertThat(arguments.target("target", Target.Http.class).url()).hasHost("shop.example");
        assertThat(arguments.readable()).containsEntry("target", "health");
    }

    @Test
    void whatAnEarlierStepFoundIsFilledIn() {
        var rollback = (StepDefinition.Action) runbook.step("rollback").orElseThrow();
        var undo = Objects.requireNonNull(rollback.undo());

        assertThat(undo.with().render(scope("dpl_bad"), system, service).text("deployment"))
                .isEqualTo("dpl_bad");
        assertThatThrownBy(() -> undo.with().render(scope(null), system, service))
                .isInstanceOf(UnresolvedException.class)
                .hasMessage("there is no value for 'before' in steps.rollback.before");
    }

    @Test
    void anUndoWithoutATargetMeansThatOfItsStep() {
        String plain = "with: {target: vercel, deployment: \"${steps.rollback.before}\"}";
        Folders.write(
                folder,
                "shop/outage.yaml",
                Folders.RUNBOOK.replace(plain, "with: {deployment: \"${steps.rollback.before}\"}"));

        var rollback = (StepDefinition.Action) Folders.load(folder)
                .runbook("shop", "outage")
                .flatMap(it -> it.step("rollback"))
                .orElseThrow();

        assertThat(Objects.requireNonNull(rollback.undo())
                        .with()
                        .render(scope("dpl_bad"), system, service)
                        .target("target", Target.Vercel.class)
                        .name())
                .isEqualTo("vercel");
        assertThat(Folders.problemsOfRunbook(
                        folder, "action: vercel.promote, " + plain, "action: redis.flush")) // nothing to flush there
                .singleElement()
                .asString()
                .contains("found redis.flush without 'target', expected the parameter 'target'");
    }

    @Test
    void trustIsEarnedOnlyByWhatIsProvenAndLeadsFurther() {
        String plain = "      mode: auto\n      verify:";
        Folders.write(
                folder,
                "shop/outage.yaml",
                Folders.RUNBOOK.replace(plain, "      mode: approve\n      trust: {promoteAfter: 3}\n      verify:"));

        var rollback = (StepDefinition.Action) Folders.load(folder)
                .runbook("shop", "outage")
                .flatMap(it -> it.step("rollback"))
                .orElseThrow();

        assertThat(rollback.trust()).isEqualTo(new TrustRule(3, StepMode.AUTO));
        assertThat(Folders.problemsOfRunbook(folder, plain, "      mode: auto\n      trust: {}\n      verify:"))
                .singleElement()
                .asString()
                .contains("found trust up to auto, expected a mode that goes further than the step's");
        assertThat(Folders.problemsOfRunbook(
                        folder, "mode: auto\n      verify: {", "mode: shadow\n      trust: {}\n      links: [] # {"))
                .singleElement()
                .asString()
                .contains("found trust without 'verify'");
    }

    @Test
    void onePersonMayBeNamedBesideTheRoles() {
        String plain = "mode: auto\n";
        Folders.write(
                folder,
                "shop/outage.yaml",
                Folders.RUNBOOK.replace(plain, "mode: approve\n      approve: {by: [admins, \"@marie\"]}\n"));

        var rollback = (StepDefinition.Action) Folders.load(folder)
                .runbook("shop", "outage")
                .flatMap(it -> it.step("rollback"))
                .orElseThrow();

        assertThat(rollback.approve().by()).containsExactly("admins", "@marie");
        assertThat(Folders.problemsOfRunbook(folder, plain, "mode: approve\n      approve: {by: [marie]}\n"))
                .singleElement()
                .asString()
                .contains("'marie', expected one of the roles responders, admins");
    }

    @Test
    void aSystemMayHaveItsOwnBoundsOnAutomation() {
        String title = "  severityLevels:";
        Folders.write(
                folder,
                "shop/system.yaml",
                Folders.SYSTEM.replace(title, "  automation: {maxShare: 0.25, failuresInARow: 0}\n" + title));

        assertThat(Folders.load(folder).system("shop").orElseThrow().automation())
                .isEqualTo(new AutomationRule(0.25, null, 0));
        assertThat(system.automation()).isEqualTo(AutomationRule.NONE);
        assertThat(Folders.problemsOfSystem(folder, title, "  automation: {maxShare: 40}\n" + title))
                .singleElement()
                .asString()
                .contains("found a share of 40.0, expected a number from 0 to 1");
    }

    @Test
    void aLevelMayBeComputedAndIsTheWorstWhenItCannotBe() {
        Folders.write(
                folder,
                "shop/outage.yaml",
                Folders.RUNBOOK.replace("level: P0", "level: \"alert.labels.tier == 'gold' ? 'P1' : 'P3'\""));
        Runbook computed = Folders.load(folder).runbook("shop", "outage").orElseThrow();

        assertThat(level(computed, "tier", "gold")).isEqualTo("P1");
        assertThat(level(computed, "tier", "tin")).isEqualTo("P3");
        assertThat(level(computed)).isEqualTo("P0");
        assertThat(Folders.problemsOfRunbook(folder, "level: P0", "level: \"true ? 'P1' : 'P7'\""))
                .singleElement()
                .asString()
                .contains("found 'P7', expected one of the severity levels");
    }

    private static String level(Runbook runbook, String... labels) {
        return runbook.level(Scope.builder(Alerts.NOON)
                        .alert(Alerts.prometheus("HealthCheckFailed", Severity.CRITICAL, labels))
                        .build())
                .name();
    }

    private static Scope scope(@Nullable String before) {
        return Scope.builder(Alerts.NOON)
                .step("rollback", true, Map.of(), before)
                .build();
    }
}
