package dev.firebreak.incident.statistics;

import dev.firebreak.incident.api.BadRequestException;
import dev.firebreak.incident.api.Texts;
import dev.firebreak.incident.statistics.StatisticsQueries.Day;
import dev.firebreak.incident.statistics.StatisticsQueries.OfService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Counts per service, and the mean times to acknowledge and to resolve as a series of days. */
@RestController
@RequestMapping("/api/statistics")
public class StatisticsController {
    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(366);

    /** Of incidents that were opened in that time. */
    public record Statistics(Instant since, Instant until, List<OfService> services, List<Day> days) {}

    private final StatisticsQueries queries;
    private final InstantSource clock;

    StatisticsController(StatisticsQueries queries, InstantSource clock) {
        this.queries = queries;
        this.clock = clock;
    }

    @GetMapping
    public Mono<Statistics> show(
            @RequestParam(required = false) @Nullable String system,
            @RequestParam(required = false) @Nullable String service,
            @RequestParam(name = "since", required = false) @Nullable String from,
            @RequestParam(name = "until", required = false) @Nullable String to) {
        Instant until = to == null ? clock.instant() : Texts.instant("until", to);
        Instant since = from == null ? until.minus(USUAL) : Texts.instant("since", from);
        if (since.isAfter(until) || since.plus(LONGEST).isBefore(until)) {
            throw new BadRequestException("from 'since' to 'until' is not within " + LONGEST.toDays() + " days");
        }
        return queries.services(system, service, since, until)
                .zipWith(queries.days(system, service, since, until))
                .map(found -> new Statistics(since, until, found.getT1(), found.getT2()));
    }
}
