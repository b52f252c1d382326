package dev.firebreak.incident.api;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.oncall.Member;
import dev.firebreak.catalog.oncall.Rotation;
import dev.firebreak.catalog.oncall.Turn;
import dev.firebreak.catalog.system.SystemDefinition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who is on call, by the rotations of the catalogue in use. */
@RestController
@RequestMapping("/api/on-call")
public class OnCallController {
    /**
     * @param isOverride whether somebody is in for whose turn it is
     * @param next who takes over at {@code until}
     */
    public record OnCall(
            String system,
            String rotation,
            Member who,
            Instant since,
            Instant until,
            boolean isOverride,
            Member next,
            ZoneId timezone) {
        static OnCall of(SystemDefinition system, Rotation rotation, Instant at) {
            Turn turn = rotation.at(at);
            return new OnCall(
                    system.name(),
                    rotation.name(),
                    turn.who(),
                    turn.since(),
                    turn.until(),
                    turn.isOverride(),
                    rotation.at(turn.until()).who(),
                    rotation.timezone());
        }
    }

    private final CatalogHolder catalog;
    private final InstantSource clock;

    OnCallController(CatalogHolder catalog, InstantSource clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /** @param at another moment than now, as in {@code 2026-03-02T09:00:00Z} */
    @GetMapping
    public Page<OnCall> show(
            @RequestParam(required = false) @Nullable String system,
            @RequestParam(required = false) @Nullable String at) {
        Instant when = at == null ? clock.instant() : parse(at);
        List<OnCall> all = catalog.get().systems().stream()
                .filter(each -> system == null || each.name().equals(system))
                .flatMap(each -> each.rotations().values().stream().map(rotation -> OnCall.of(each, rotation, when)))
                .toList();
        return new Page<>(all, null);
    }

    private static Instant parse(String at) {
        try {
            return Instant.parse(at);
        } catch (DateTimeException _) {
            throw new BadRequestException("'at' is not a time such as 2026-03-02T09:00:00Z", null);
        }
    }
}
