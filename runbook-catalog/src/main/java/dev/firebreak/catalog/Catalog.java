package dev.firebreak.catalog;

import dev.firebreak.catalog.expression.Condition;
import dev.firebreak.catalog.expression.Needs;
import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.mapping.Mapping;
import dev.firebreak.catalog.mapping.Mappings;
import dev.firebreak.catalog.runbook.AlertThreshold;
import dev.firebreak.catalog.runbook.Checklist;
import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.catalog.system.Monitor;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.alert.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A valid catalogue at one moment. Immutable; decisions record its {@link #version()}. */
public final class Catalog {
    static final Catalog EMPTY = new Catalog("", List.of(), List.of(), List.of(), List.of());

    /** The {@code source} of what people say that they see. */
    private static final String DECLARED = "slack";

    private static final Index<Runbook> NO_RUNBOOKS = new Index<>(List.of(), _ -> Optional.empty());

    private final String version;
    private final List<SystemDefinition> systems;
    private final List<Runbook> runbooks;
    private final List<Checklist> checklists;
    private final Mappings mappings;
    private final Map<String, Index<Runbook>> runbooksBySystem;
    private final Index<Identified> services;
    private final boolean hasRunsOfFailures;
    private final boolean countsOthers;

    Catalog(
            String version,
            List<SystemDefinition> systems,
            List<Runbook> runbooks,
            List<Checklist> checklists,
            List<Mapping> mappings) {
        this.version = version;
        this.systems = systems.stream()
                .sorted(Comparator.comparing(SystemDefinition::name))
                .toList();
        this.runbooks = runbooks.stream()
                .sorted(Comparator.comparing((Runbook runbook) -> runbook.ref().system())
                        .thenComparing(Runbook::file))
                .toList();
        this.checklists = List.copyOf(checklists);
        this.mappings = new Mappings(mappings);
        this.runbooksBySystem = this.runbooks.stream()
                .collect(Collectors.groupingBy(
                        runbook -> runbook.ref().system(),
                        Collectors.collectingAndThen(
                                Collectors.toList(), own -> new Index<>(own, it -> Needs.ofAny(it.when())))));
        this.services = new Index<>(
                this.systems.stream()
                        .flatMap(system -> system.services().stream().map(service -> new Identified(system, service)))
                        .toList(),
                it -> it.service().identify().needs());
        this.hasRunsOfFailures =
                this.runbooks.stream().anyMatch(it -> it.threshold() instanceof AlertThreshold.Consecutive);
        this.countsOthers = this.runbooks.stream()
                .anyMatch(it -> it.threshold().alsoCounts().isPresent());
    }

    /** SHA-256 over the files' names and bytes, in hex. */
    public String version() {
        return version;
    }

    /** By name. */
    public List<SystemDefinition> systems() {
        return systems;
    }

    /** By system, then by file: the order in which they are tried. */
    public List<Runbook> runbooks() {
        return runbooks;
    }

    public List<Checklist> checklists() {
        return checklists;
    }

    /** How messages of other tools become alerts. */
    public Mappings mappings() {
        return mappings;
    }

    public Optional<SystemDefinition> system(String name) {
        return systems.stream().filter(system -> system.name().equals(name)).findFirst();
    }

    public Optional<Runbook> runbook(RunbookRef ref) {
        return runbook(ref.system(), ref.name());
    }

    public Optional<Runbook> runbook(String system, String name) {
        return runbooksOf(system).all().stream()
                .filter(runbook -> runbook.ref().name().equals(name))
                .findFirst();
    }

    /** The first service that the alert is about, by system name and then as written. */
    public Optional<Identified> service(Alert alert) {
        return services(alert).stream().findFirst();
    }

    private List<Identified> services(Alert alert) {
        Optional<Identified> own = ownService(alert);
        if (own.isPresent()) {
            return List.of(own.get());
        }
        Scope scope = Scope.builder(alert.receivedAt()).alert(alert).build();
        return services.candidates(alert).stream()
                .filter(it -> it.service().identify().holds(scope))
                .toList();
    }

    private Index<Runbook> runbooksOf(String system) {
        return runbooksBySystem.getOrDefault(system, NO_RUNBOOKS);
    }

    /** A monitor says in its labels which service it belongs to, and so does who declares an incident. */
    private Optional<Identified> ownService(Alert alert) {
        if (!Monitor.raised(alert.source()) && !DECLARED.equals(alert.source())) {
            return Optional.empty();
        }
        String service = alert.labels().getOrDefault(Monitor.SERVICE_LABEL, "");
        return system(alert.labels().getOrDefault(Monitor.SYSTEM_LABEL, ""))
                .flatMap(system -> system.service(service).map(found -> new Identified(system, found)));
    }

    /**
     * Every runbook that applies, in order; the first is the one to take. Services come by system name and then as
     * written, runbooks of a system by file name, so a team puts the special before the general by naming its files. A
     * resolved alert matches what it matched while it fired.
     */
    public List<Match> match(Alert alert, Instant now) {
        List<Match> matches = new ArrayList<>();
        for (Identified found : services(alert)) {
            Scope scope = Scope.builder(now)
                    .alert(alert)
                    .service(found.system(), found.service())
                    .build();
            for (Runbook runbook : runbooksOf(found.system().name()).candidates(alert)) {
                Optional<Condition> because = runbook.matching(found.service(), scope);
                because.ifPresent(it -> matches.add(new Match(found.system(), found.service(), runbook, it)));
            }
        }
        return matches;
    }

    /**
     * Runbooks whose threshold counts this alert as a good one: their {@code of} or {@code unless} holds and their
     * {@code when} does not, or it is the end of what they count in a row.
     */
    public List<Counted> counting(Alert alert, Instant now) {
        if (!countsOthers && (alert.isFiring() || !hasRunsOfFailures)) {
            return List.of();
        }
        List<Counted> counting = new ArrayList<>();
        for (Identified found : services(alert)) {
            Scope scope = Scope.builder(now)
                    .alert(alert)
                    .service(found.system(), found.service())
                    .build();
            for (Runbook runbook : runbooksOf(found.system().name()).all()) {
                boolean matches = runbook.matching(found.service(), scope).isPresent();
                boolean endsRun =
                        !alert.isFiring() && matches && runbook.threshold() instanceof AlertThreshold.Consecutive;
                if (endsRun || (!matches && runbook.alsoCounts(found.service(), scope))) {
                    counting.add(new Counted(found.service(), runbook));
                }
            }
        }
        return counting;
    }
}
