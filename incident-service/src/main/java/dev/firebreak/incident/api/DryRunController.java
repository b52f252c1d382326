package dev.firebreak.incident.api;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.incident.remediation.DryRunStore;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.remediation.DryRun;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a runbook would do, without doing it. remediation-service answers; until then a run is {@code asked}. */
@RestController
@RequestMapping("/api/dry-runs")
class DryRunController {
    /**
     * @param incident its number or id; one of it and {@code alert}
     * @param runChecks really look at what the runbook looks at
     */
    record DryRunBody(
            @Nullable String system,
            @Nullable String runbook,
            @Nullable String incident,
            @Nullable AlertBody alert,
            @Nullable Boolean runChecks) {}

    /** An alert to make up an incident of. */
    record AlertBody(
            @Nullable String name,
            @Nullable String service,
            @Nullable Severity severity,
            @Nullable String source,
            @Nullable String project,
            @Nullable String environment,
            @Nullable Map<String, String> labels) {}

    record AskedView(UUID id) {}

    /** @param state {@code asked} or {@code done} */
    record DryRunView(
            UUID id,
            String state,
            Instant askedAt,
            String askedBy,
            @Nullable DryRun report) {}

    private final DryRunStore dryRuns;
    private final IncidentQueries incidents;
    private final CommandSender commands;
    private final CatalogHolder catalog;
    private final Transactions transactions;
    private final InstantSource clock;

    DryRunController(
            DryRunStore dryRuns,
            IncidentQueries incidents,
            CommandSender commands,
            CatalogHolder catalog,
            Transactions transactions,
            InstantSource clock) {
        this.dryRuns = dryRuns;
        this.incidents = incidents;
        this.commands = commands;
        this.catalog = catalog;
        this.transactions = transactions;
        this.clock = clock;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<AskedView> ask(@RequestBody DryRunBody body, Authentication user) {
        String system = Texts.required(body.system(), "/system");
        String runbook = Texts.required(body.runbook(), "/runbook");
        if (catalog.get().runbook(system, runbook).isEmpty()) {
            throw new BadRequestException("there is no runbook " + system + "/" + runbook, "/runbook");
        }
        @Nullable String key = body.incident();
        @Nullable AlertBody made = body.alert();
        if ((key == null) == (made == null)) {
            throw new BadRequestException("say either 'incident' or 'alert'", "/incident");
        }
        Actor actor = Actors.of(user);
        if (made != null) {
            return ask(system, runbook, null, alert(made), body, actor);
        }
        return incidents
                .find(Objects.requireNonNull(key))
                .switchIfEmpty(Mono.error(() -> new BadRequestException("there is no incident " + key, "/incident")))
                .flatMap(found -> ask(system, runbook, found.incident().id(), null, body, actor));
    }

    @GetMapping("/{id}")
    Mono<DryRunView> show(@PathVariable UUID id) {
        return dryRuns.find(id)
                .switchIfEmpty(Mono.error(() -> new NotFoundException("no dry run " + id)))
                .map(it -> new DryRunView(
                        it.id(), it.report() == null ? "asked" : "done", it.askedAt(), it.askedBy(), it.report()));
    }

    private Mono<AskedView> ask(
            String system,
            String runbook,
            @Nullable IncidentId incident,
            @Nullable Alert alert,
            DryRunBody body,
            Actor actor) {
        UUID id = EventId.next().value();
        Instant now = clock.instant();
        boolean runChecks = Boolean.TRUE.equals(body.runChecks());
        return transactions
                .commit(dryRuns.ask(id, actor, now)
                        .then(Mono.defer(() -> commands.append(new Command.TryRunbook(
                                EventId.next(), actor, now, id, system, runbook, incident, alert, runChecks)))))
                .thenReturn(new AskedView(id));
    }

    private Alert alert(AlertBody body) {
        Instant now = clock.instant();
        String name = Texts.required(body.name(), "/alert/name");
        return new Alert(
                AlertId.next(),
                "dry-run",
                Objects.requireNonNullElse(body.source(), "dry-run"),
                "alert",
                AlertStatus.FIRING,
                name,
                Optional.ofNullable(body.severity()).orElse(Severity.CRITICAL),
                "dry-run",
                Objects.requireNonNullElse(body.service(), ""),
                body.project(),
                Objects.requireNonNullElse(body.environment(), "production"),
                null,
                name,
                null,
                Objects.requireNonNullElse(body.labels(), Map.of()),
                Map.of(),
                List.of(),
                now,
                null,
                now);
    }
}
