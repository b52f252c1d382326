package dev.firebreak.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The rules of {@code docs/} that the compiler cannot hold. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private static final String ROOT = "dev.firebreak.";

    /** Who may use whose code; services see each other as events only. */
    static final List<Module> MODULES = List.of(
            new Module("shared-model", "model", Set.of()),
            new Module("runbook-catalog", "catalog", Set.of("model")),
            new Module("event-log", "eventlog", Set.of("model")),
            new Module("embedded", "embedded", Set.of()),
            new Module("alert-ingest", "ingest", Set.of("model", "catalog")),
            new Module("incident-service", "incident", Set.of("model", "catalog", "eventlog")),
            new Module("remediation-service", "remediation", Set.of("model", "catalog", "eventlog")),
            new Module("notifier-service", "notifier", Set.of("model", "catalog", "eventlog")),
            new Module("sandbox", "sandbox", Set.of("model", "embedded")),
            // the decisions of the services, not what runs them
            new Module("backtest", "backtest", Set.of("model", "catalog", "incident", "remediation", "notifier")),
            new Module("cli", "cli", Set.of("model", "catalog", "backtest")),
            new Module(
                    "standalone",
                    "standalone",
                    Set.of(
                            "model",
                            "catalog",
                            "eventlog",
                            "embedded",
                            "ingest",
                            "incident",
                            "remediation",
                            "notifier",
                            "sandbox")),
            new Module(
                    "benchmarks",
                    "benchmarks",
                    Set.of(
                            "embedded",
                            "model",
                            "catalog",
                            "ingest",
                            "incident",
                            "remediation",
                            "notifier",
                            "sandbox",
                            "standalone",
                            "backtest")));

    /** Threads of their own that speak to a database or a broker, one statement after the other. */
    private static final Set<String> MAY_BLOCK =
            Set.of("dev.firebreak.eventlog.RelaySession", "dev.firebreak.ingest.spill.SpillSession");

    /** An event may name what it concerns and how that stands, wherever it is: the messages of one contract do. */
    private static final DescribedPredicate<JavaClass> NAMES = describe(
            "are ids or states of the model",
            type -> type.getPackageName().startsWith(ROOT + "model.")
                    && type.getSimpleName().matches(".+(Id|State)"));

    private static final Set<String> WALL_CLOCKS = Set.of(
            "java.time.Instant.now()",
            "java.time.LocalDate.now()",
            "java.time.LocalDateTime.now()",
            "java.time.OffsetDateTime.now()",
            "java.time.ZonedDateTime.now()",
            "java.lang.System.currentTimeMillis()");

    @SuppressWarnings("NullAway.Init")
    private JavaClasses all;

    @BeforeAll
    void importWhatIsBuilt() {
        all = new ClassFileImporter()
                .withImportOption(location -> !location.contains("/jmh_generated/"))
                .importPaths(MODULES.stream().map(Module::classes).toList());
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("MODULES")
    void usesOnlyTheModulesItMay(Module module) {
        String[] allowed = Stream.concat(Stream.of(module.name()), module.mayUse().stream())
                .map(name -> ROOT + name + "..")
                .toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage(module.packages())
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage("dev.firebreak..").or(resideInAnyPackage(allowed)))
                .allowEmptyShould(true)
                .check(all);
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("MODULES")
    void hasNoCyclesBetweenItsPackages(Module module) {
        slices().matching(ROOT + module.name() + ".(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(alwaysTrue(), NAMES)
                .allowEmptyShould(true)
                .check(all);
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("MODULES")
    void hasNoCyclesBetweenItsFeatures(Module module) {
        slices().matching(ROOT + module.name() + ".(*)..")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(alwaysTrue(), NAMES)
                .allowEmptyShould(true)
                .check(all);
    }

    @Test
    void modelAndCatalogKnowNoFramework() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "model..", ROOT + "catalog..", ROOT + "embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "reactor..")
                .check(all);
    }

    @Test
    void asksAClockThatIsGivenForTheTime() {
        noClasses()
                .that(describe(
                        "are not where a program is put together",
                        type -> !type.getSimpleName().endsWith("Application")
                                && !type.getSimpleName().endsWith("Settings")
                                && !type.getPackageName().startsWith(ROOT + "cli")
                                // it stands for the senders, who have clocks of their own
                                && !type.getPackageName().startsWith(ROOT + "benchmarks")))
                .should()
                .callMethodWhere(describe("it reads the wall clock", call -> WALL_CLOCKS.contains(signature(call))))
                .check(all);
    }

    @Test
    void blocksOnlyAtTheEdgeToImperativeCode() {
        noClasses()
                .that(describe(
                        "are no bindings",
                        type -> !outermost(type).getSimpleName().endsWith("Bindings")
                                && !MAY_BLOCK.contains(outermost(type).getName())))
                .should()
                .callMethodWhere(describe(
                        "it blocks on Reactor",
                        call -> call.getTargetOwner().getPackageName().equals("reactor.core.publisher")
                                && (call.getName().startsWith("block")
                                        || call.getName().equals("toIterable")
                                        || call.getName().equals("toStream"))))
                .check(all);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Processor")
                .orShould()
                .haveSimpleNameEndingWith("DTO")
                .orShould()
                .haveSimpleNameEndingWith("Dto")
                .orShould()
                .haveNameMatching(".*\\.(Abstract|Base)[A-Z][^.]*")
                .orShould()
                .haveNameMatching(".*\\.(util|utils|common|impl|dto|helper)\\.[^.]*")
                .check(all);
    }

    @Test
    void decisionsAreFreeOfFrameworkAndClock() {
        noClasses()
                .that(describe(
                        "decide",
                        type -> outermost(type).getSimpleName().matches(".*(Decision|Decisions|Decider|Rules)")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "reactor..", "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.time\\.(Clock|InstantSource)")
                .allowEmptyShould(true)
                .check(all);
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked = all.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(found -> found.getClasses().stream().anyMatch(type -> !isPackageInfo(type)))
                .filter(found -> !found.tryGetAnnotationOfType(NullMarked.class).isPresent())
                .map(JavaPackage::getName)
                .sorted()
                .toList();

        assertThat(unmarked).isEmpty();
    }

    @Test
    void providersPackagesAreLeaves() {
        Map<String, List<String>> leaves = Map.of(
                "ingest", List.of("sentry", "prometheus", "vercel", "event"),
                "remediation", List.of("action.vercel", "action.redis", "action.breaker", "action.http"),
                "notifier", List.of("pagerduty"));

        leaves.forEach((module, packages) -> packages.forEach(leaf -> {
            String[] own = {ROOT + module + "." + leaf, ROOT + module + "." + leaf + ".."};
            noClasses()
                    .that(resideOutside(own).and(resideOutsideOfPackage(ROOT + "benchmarks..")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(own)
                    .allowEmptyShould(true)
                    .check(all);
        }));
    }

    private static DescribedPredicate<JavaClass> resideOutside(String[] packages) {
        return DescribedPredicate.not(resideInAnyPackage(packages));
    }

    private static String signature(JavaCall<?> call) {
        String parameters = call.getTarget().getRawParameterTypes().isEmpty() ? "()" : "(…)";
        return call.getTargetOwner().getName() + "." + call.getName() + parameters;
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    private static boolean isPackageInfo(JavaClass type) {
        return type.getSimpleName().equals("package-info");
    }

    /** @param name the part of its packages after {@code dev.firebreak.} */
    record Module(String folder, String name, Set<String> mayUse) {
        String packages() {
            return ROOT + name + "..";
        }

        Path classes() {
            Path classes = Path.of("..", folder, "target", "classes");
            assertThat(classes)
                    .as("build %s first", folder)
                    .satisfies(path -> assertThat(Files.isDirectory(path)).isTrue());
            return classes;
        }

        @Override
        public String toString() {
            return folder;
        }
    }
}
