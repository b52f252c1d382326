package dev.firebreak.incident.api;

import dev.firebreak.incident.remediation.AttemptStore;
import dev.firebreak.incident.remediation.AttemptStore.Attempt;
import dev.firebreak.incident.remediation.RemediationStore;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.remediation.RemediationState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** All remediations, newest first, and the calls of one. */
@RestController
@RequestMapping("/api/remediations")
class RemediationListController {
    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    private final RemediationStore remediations;
    private final AttemptStore attempts;

    RemediationListController(RemediationStore remediations, AttemptStore attempts) {
        this.remediations = remediations;
        this.attempts = attempts;
    }

    @GetMapping
    Mono<Page<Remediation>> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String system,
            @RequestParam(required = false) @Nullable String service,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(name = "limit", required = false) @Nullable String most) {
        int limit = (int) Texts.number("limit", most, 50, 200);
        Instant before = cursor == null ? END_OF_TIME : Texts.instant("cursor", cursor);
        return remediations
                .list(states(state), system, service, before, limit + 1)
                .map(found -> Page.of(found, limit, last -> last.startedAt().toString()));
    }

    @GetMapping("/{id}/attempts")
    Mono<Page<Attempt>> attempts(@PathVariable UUID id) {
        RemediationId remediation = new RemediationId(id);
        return remediations
                .find(remediation)
                .switchIfEmpty(Mono.error(() -> new NotFoundException("no remediation " + id)))
                .then(Mono.defer(() -> attempts.of(remediation)))
                .map(found -> new Page<>(found, null));
    }

    private static List<String> states(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        return Arrays.stream(text.split(",", -1))
                .map(word -> {
                    try {
                        return RemediationState.parse(word).word();
                    } catch (IllegalArgumentException e) {
                        throw new BadRequestException("no state '" + word + "'; known are "
                                + String.join(
                                        ", ",
                                        Arrays.stream(RemediationState.values())
                                                .map(RemediationState::word)
                                                .toList()));
                    }
                })
                .toList();
    }
}
