package dev.firebreak.incident.api;

import dev.firebreak.incident.api.CommandSender.Accepted;
import dev.firebreak.incident.remediation.AutomationStore;
import dev.firebreak.incident.remediation.AutomationStore.Switch;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.command.Command;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The kill switch: where automation is paused. remediation-service throws it; this shows what it told. */
@RestController
@RequestMapping("/api/automation")
class AutomationController {
    private static final Pattern SCOPE =
            Pattern.compile("global|system:[^/\\s]+|service:[^/\\s]+/[^/\\s]+|action:[^/\\s]+");

    /** @param paused whether anything is paused anywhere */
    record AutomationView(boolean paused, List<Switch> scopes) {}

    record SwitchBody(
            @Nullable String scope,
            @Nullable Boolean paused,
            @Nullable String reason) {}

    private final AutomationStore automation;
    private final CommandSender commands;
    private final InstantSource clock;

    AutomationController(AutomationStore automation, CommandSender commands, InstantSource clock) {
        this.automation = automation;
        this.commands = commands;
        this.clock = clock;
    }

    @GetMapping
    Mono<AutomationView> show() {
        return automation
                .all()
                .collectList()
                .map(scopes -> new AutomationView(scopes.stream().anyMatch(Switch::paused), scopes));
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Accepted> change(@RequestBody SwitchBody body, Authentication user) {
        String scope = body.scope() == null ? "global" : body.scope();
        if (!SCOPE.matcher(scope).matches()) {
            throw new BadRequestException("is none of global, system:NAME, service:SYSTEM/NAME, action:TYPE", "/scope");
        }
        @Nullable Boolean paused = body.paused();
        if (paused == null) {
            throw new BadRequestException("true to pause, false to resume: it is missing", "/paused");
        }
        String reason = Texts.required(body.reason(), "/reason");
        Actor actor = Actors.of(user);
        Instant now = clock.instant();
        return commands.send(
                paused
                        ? new Command.PauseAutomation(EventId.next(), actor, now, scope, reason)
                        : new Command.ResumeAutomation(EventId.next(), actor, now, scope, reason));
    }
}
