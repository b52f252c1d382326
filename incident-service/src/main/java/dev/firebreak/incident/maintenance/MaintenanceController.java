package dev.firebreak.incident.maintenance;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.incident.api.Actors;
import dev.firebreak.incident.api.BadRequestException;
import dev.firebreak.incident.api.NotFoundException;
import dev.firebreak.incident.api.Page;
import dev.firebreak.incident.api.Span;
import dev.firebreak.incident.api.Texts;
import dev.firebreak.model.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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

/** When work is expected: windows of the catalogue as they come up, and those that people announce. */
@RestController
@RequestMapping("/api/maintenance")
class MaintenanceController {
    private static final Duration SHOWN_AHEAD = Duration.ofDays(31);

    /**
     * @param services none for all of the system
     * @param automation {@code frozen} unless said, or {@code running}
     * @param alerts {@code held} unless said, or {@code handled}
     */
    record AnnouncementBody(
            @Nullable String system,
            @Nullable List<@Nullable String> services,
            @Nullable String title,
            @Nullable String automation,
            @Nullable String alerts,
            @Nullable String startsAt,
            @Nullable String until,
            @Nullable String lasts) {}

    /** @param announced true for one that can be ended through the API */
    record WindowView(
            String id,
            boolean announced,
            String state,
            String system,
            List<String> services,
            String title,
            String automation,
            String alerts,
            Instant opensAt,
            Instant closesAt) {
        static WindowView of(Window window, Instant now) {
            return new WindowView(
                    window.id(),
                    window.announcement() != null,
                    window.isOpen(now) ? "open" : now.isBefore(window.opensAt()) ? "coming" : "ended",
                    window.system(),
                    window.services(),
                    window.title(),
                    window.freezes() ? "frozen" : "running",
                    window.holds() ? "held" : "handled",
                    window.opensAt(),
                    window.closesAt());
        }
    }

    private final MaintenanceDesk desk;
    private final CatalogHolder catalog;
    private final InstantSource clock;

    MaintenanceController(MaintenanceDesk desk, CatalogHolder catalog, InstantSource clock) {
        this.desk = desk;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** What is open, was announced, or opens within a month. */
    @GetMapping
    Mono<Page<WindowView>> list() {
        Instant now = clock.instant();
        return desk.coming(now, SHOWN_AHEAD)
                .map(maintenance -> new Page<>(
                        maintenance.windows().stream()
                                .map(window -> WindowView.of(window, now))
                                .toList(),
                        null));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<WindowView> announce(@RequestBody AnnouncementBody body, Authentication user) {
        Instant now = clock.instant();
        SystemDefinition system = system(body.system());
        UUID id = Ids.next();
        Span span = Span.of(body.startsAt(), body.until(), body.lasts(), now);
        Window window = new Window(
                id.toString(),
                system.name(),
                services(system, body.services()),
                Texts.required(body.title(), "/title"),
                isFirst(body.automation(), "frozen", "running", "/automation"),
                isFirst(body.alerts(), "held", "handled", "/alerts"),
                span.startsAt(),
                span.endsAt(),
                id);
        return desk.add(new Announcement(window, Actors.of(user), now, null))
                .map(added -> WindowView.of(added.window(), now));
    }

    /** Ends an announced one now: what still fires is handled as new, automation may act again. */
    @PostMapping("/{id}/end")
    Mono<WindowView> end(@PathVariable UUID id, Authentication user) {
        return desk.end(id, Actors.of(user))
                .map(ended -> WindowView.of(ended.window(), clock.instant()))
                .switchIfEmpty(Mono.error(() -> new NotFoundException("no announced maintenance " + id)));
    }

    private SystemDefinition system(@Nullable String name) {
        String system = Texts.required(name, "/system");
        return catalog.get()
                .system(system)
                .orElseThrow(() -> new BadRequestException("the catalogue has no system '" + system + "'", "/system"));
    }

    private static List<String> services(SystemDefinition system, @Nullable List<@Nullable String> names) {
        if (names == null) {
            return List.of();
        }
        for (int i = 0; i < names.size(); i++) {
            String pointer = "/services/" + i;
            String name = Texts.required(names.get(i), pointer);
            if (system.service(name).isEmpty()) {
                throw new BadRequestException("system " + system.name() + " has no service '" + name + "'", pointer);
            }
        }
        return names.stream().map(String::valueOf).distinct().toList();
    }

    private static boolean isFirst(@Nullable String word, String first, String second, String pointer) {
        if (word == null || word.equals(first)) {
            return true;
        }
        if (word.equals(second)) {
            return false;
        }
        throw new BadRequestException("is neither " + first + " nor " + second, pointer);
    }
}
