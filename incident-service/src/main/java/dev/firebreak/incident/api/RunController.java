package dev.firebreak.incident.api;

import dev.firebreak.incident.api.CommandSender.Accepted;
import dev.firebreak.incident.api.IncidentQueries.Found;
import dev.firebreak.model.EventId;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A runbook that a person starts; remediation-service starts it unless it is running. */
@RestController
class RunController {
    /** @param runbook one of the incident's system; null for the incident's own */
    record RunBody(@Nullable String runbook) {}

    private final IncidentQueries incidents;
    private final CommandSender commands;
    private final InstantSource clock;

    RunController(IncidentQueries incidents, CommandSender commands, InstantSource clock) {
        this.incidents = incidents;
        this.commands = commands;
        this.clock = clock;
    }

    @PostMapping("/api/incidents/{id}/run")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Accepted> run(
            @PathVariable String id, @RequestBody(required = false) @Nullable RunBody body, Authentication user) {
        @Nullable String runbook = Texts.optional(body == null ? null : body.runbook(), "/runbook");
        return incidents
                .find(id)
                .switchIfEmpty(Mono.error(() -> new NotFoundException("no incident " + id)))
                .map(Found::incident)
                .flatMap(incident -> commands.send(new Command.RunRunbook(
                        EventId.next(),
                        Actors.of(user),
                        clock.instant(),
                        runnable(incident, runbook).id(),
                        runbook)));
    }

    private static Incident runnable(Incident incident, @Nullable String runbook) {
        if (!incident.state().isOpen()) {
            throw new ConflictException("it is " + incident.state().word());
        }
        if (runbook == null && incident.runbook() == null) {
            throw new BadRequestException("it has no runbook of its own: name one of its system", "/runbook");
        }
        return incident;
    }
}
