package dev.firebreak.incident.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What production ran when, as the providers told. */
@RestController
@RequestMapping("/api/deployments")
class DeploymentController {
    private final Deployments deployments;

    DeploymentController(Deployments deployments) {
        this.deployments = deployments;
    }

    @GetMapping
    Mono<Page<DeploymentView>> list(
            @RequestParam(required = false) @Nullable String system,
            @RequestParam(required = false) @Nullable String service,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(name = "limit", required = false) @Nullable String most) {
        int limit = (int) Texts.number("limit", most, 50, 200);
        Instant before = cursor == null ? Deployments.EVER : Texts.instant("cursor", cursor);
        return deployments
                .of(system, service, before, limit + 1)
                .map(found -> Page.of(found, limit, last -> last.liveAt().toString()));
    }
}
