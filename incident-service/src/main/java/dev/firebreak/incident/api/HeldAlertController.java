package dev.firebreak.incident.api;

import dev.firebreak.incident.hold.HeldAlerts;
import dev.firebreak.incident.hold.HeldAlerts.Listed;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Alerts that fire and are held back now, and why: nothing of it is lost. */
@RestController
@RequestMapping("/api/held-alerts")
class HeldAlertController {
    private static final int SHOWN = 200;

    private final HeldAlerts held;

    HeldAlertController(HeldAlerts held) {
        this.held = held;
    }

    /** Oldest first. */
    @GetMapping
    Mono<Page<Listed>> list() {
        return held.list(SHOWN).collectList().map(items -> new Page<>(items, null));
    }
}
