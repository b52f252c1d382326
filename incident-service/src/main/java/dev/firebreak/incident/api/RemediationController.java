package dev.firebreak.incident.api;

import dev.firebreak.incident.api.CommandSender.Accepted;
import dev.firebreak.incident.remediation.RemediationStore;
import dev.firebreak.model.EventId;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepKind;
import dev.firebreak.model.remediation.StepStatus;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Remediations to look at, and answers to their questions; remediation-service decides whether an answer counts. */
@RestController
@RequestMapping("/api/remediations/{id}")
class RemediationController {
    /** @param approvalId the question that was seen; another one may have taken its place since */
    record AnswerBody(@Nullable UUID approvalId, @Nullable String reason) {}

    record CancelBody(@Nullable String reason) {}

    record NoteBody(@Nullable String note) {}

    record GlassBody(
            @Nullable List<String> guards, @Nullable String reason) {}

    private final RemediationStore remediations;
    private final CommandSender commands;
    private final InstantSource clock;

    RemediationController(RemediationStore remediations, CommandSender commands, InstantSource clock) {
        this.remediations = remediations;
        this.commands = commands;
        this.clock = clock;
    }

    @GetMapping
    Mono<Remediation> show(@PathVariable UUID id) {
        return find(id);
    }

    @PostMapping(path = "/approve", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Accepted> approve(@PathVariable UUID id, @RequestBody AnswerBody body, Authentication user) {
        return find(id).flatMap(found -> commands.send(new Command.ApproveStep(
                EventId.next(),
                Actors.of(user),
                clock.instant(),
                found.incidentId(),
                found.id(),
                question(found, body))));
    }

    @PostMapping(path = "/reject", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Accepted> reject(@PathVariable UUID id, @RequestBody AnswerBody body, Authentication user) {
        @Nullable String reason = Texts.optional(body.reason(), "/reason");
        return find(id).flatMap(found -> commands.send(new Command.RejectStep(
                EventId.next(),
                Actors.of(user),
                clock.instant(),
                found.incidentId(),
                found.id(),
                question(found, body),
                reason)));
    }

    @PostMapping("/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Accepted> cancel(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable CancelBody body, Authentication user) {
        @Nullable String reason = Texts.optional(body == null ? null : body.reason(), "/reason");
        return find(id).flatMap(found -> {
            if (found.state().isFinished()) {
                return Mono.error(new ConflictException(
                        "remediation " + id + " is over: " + found.state().word()));
            }
            return commands.send(new Command.CancelRemediation(
                    EventId.next(), Actors.of(user), clock.instant(), found.incidentId(), found.id(), reason));
        });
    }

    /** Also after the remediation is over: people may still be at it. */
    @PostMapping("/steps/{step}/done")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Accepted> done(
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestBody(required = false) @Nullable NoteBody body,
            Authentication user) {
        @Nullable String note = Texts.optional(body == null ? null : body.note(), "/note");
        return find(id).flatMap(found -> commands.send(new Command.TickStep(
                EventId.next(),
                Actors.of(user),
                clock.instant(),
                found.incidentId(),
                found.id(),
                manual(found, step, StepStatus.OPEN),
                note)));
    }

    @DeleteMapping("/steps/{step}/done")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Accepted> notDone(@PathVariable UUID id, @PathVariable String step, Authentication user) {
        return find(id).flatMap(found -> commands.send(new Command.UntickStep(
                EventId.next(),
                Actors.of(user),
                clock.instant(),
                found.incidentId(),
                found.id(),
                manual(found, step, StepStatus.SUCCEEDED))));
    }

    /** Lets a step that a guard refused be done after all, once. Everybody is told. */
    @PostMapping(path = "/steps/{step}/break-glass", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Accepted> breakGlass(
            @PathVariable UUID id, @PathVariable String step, @RequestBody GlassBody body, Authentication user) {
        String reason = Texts.required(body.reason(), "/reason");
        List<String> guards = Objects.requireNonNullElse(body.guards(), List.of());
        if (guards.isEmpty()) {
            throw new BadRequestException("name the guards that may be passed", "/guards");
        }
        return find(id).flatMap(found -> commands.send(new Command.BreakGlass(
                EventId.next(),
                Actors.of(user),
                clock.instant(),
                found.incidentId(),
                found.id(),
                refused(found, step),
                guards,
                reason)));
    }

    private Mono<Remediation> find(UUID id) {
        return remediations
                .find(new RemediationId(id))
                .switchIfEmpty(Mono.error(() -> new NotFoundException("no remediation " + id)));
    }

    private static String manual(Remediation remediation, String id, StepStatus status) {
        Step step = step(remediation, id);
        if (step.kind() != StepKind.MANUAL || step.status() != status) {
            throw new ConflictException("step '" + id + "' is " + step.status().word() + ", a "
                    + step.kind().word() + " step");
        }
        return id;
    }

    private static String refused(Remediation remediation, String id) {
        Step step = step(remediation, id);
        if (step.status() != StepStatus.REFUSED) {
            throw new ConflictException("no guard has refused step '" + id + "': it is "
                    + step.status().word());
        }
        return id;
    }

    private static Step step(Remediation remediation, String id) {
        return remediation.steps().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("remediation " + remediation.id() + " has no step " + id));
    }

    /** The caller must name the question: who only names the remediation may have seen an older plan. */
    private static UUID question(Remediation remediation, AnswerBody body) {
        @Nullable UUID approvalId = body.approvalId();
        if (approvalId == null) {
            throw new BadRequestException(
                    "say which question is answered: steps[].approval.id of the remediation", "/approvalId");
        }
        boolean isOpen = remediation.steps().stream()
                .filter(step -> step.status() == StepStatus.AWAITING_APPROVAL)
                .map(Step::approval)
                .filter(Objects::nonNull)
                .map(Approval::id)
                .anyMatch(approvalId::equals);
        if (!isOpen) {
            throw new ConflictException(
                    "remediation " + remediation.id() + " does not wait for this answer (any more)");
        }
        return approvalId;
    }
}
