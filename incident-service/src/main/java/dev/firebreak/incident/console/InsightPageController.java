package dev.firebreak.incident.console;

import dev.firebreak.incident.api.Texts;
import dev.firebreak.incident.console.InsightQueries.Week;
import dev.firebreak.incident.statistics.StatisticsController;
import dev.firebreak.incident.statistics.StatisticsQueries.Day;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What the last weeks say: how often, how fast, how noisy, and what automation was worth. */
@Controller
class InsightPageController {
    private static final int DAYS = 30;
    private static final int NOISIEST = 10;

    /** One day in the drawing, 800 wide and 130 high. */
    public record Bar(double x, double width, double y, double height, Instant day, long incidents) {}

    private final StatisticsController statistics;
    private final InsightQueries insight;
    private final InstantSource clock;

    InsightPageController(StatisticsController statistics, InsightQueries insight, InstantSource clock) {
        this.statistics = statistics;
        this.insight = insight;
        this.clock = clock;
    }

    /** @param days how far back; 30 unless said */
    @GetMapping("/insight")
    Mono<Rendering> show(@RequestParam(required = false) @Nullable String days) {
        int back = (int) Texts.number("days", days, DAYS, 366);
        Instant now = clock.instant();
        Instant since = now.minus(Duration.ofDays(back));
        return Mono.zip(
                        statistics.show(null, null, since.toString(), now.toString()),
                        insight.weeks(since),
                        insight.noisiest(since, NOISIEST),
                        insight.worth(since))
                .map(found -> Rendering.view("console/insight")
                        .modelAttribute("days", back)
                        .modelAttribute("services", found.getT1().services())
                        .modelAttribute("bars", bars(found.getT1().days(), since, back))
                        .modelAttribute("most", most(found.getT1().days()))
                        .modelAttribute(
                                "weeks",
                                new TreeSet<>(
                                        found.getT2().stream().map(Week::begins).toList()))
                        .modelAttribute("byService", byService(found.getT2()))
                        .modelAttribute("noisy", found.getT3())
                        .modelAttribute("worth", found.getT4())
                        .build());
    }

    private static Map<String, Map<Instant, Long>> byService(List<Week> weeks) {
        Map<String, Map<Instant, Long>> byService = new TreeMap<>();
        weeks.forEach(week -> byService
                .computeIfAbsent(week.system() + " / " + week.service(), _ -> new TreeMap<>())
                .put(week.begins(), week.incidents()));
        return byService;
    }

    private static long most(List<Day> days) {
        return days.stream().mapToLong(day -> day.times().incidents()).max().orElse(0);
    }

    static List<Bar> bars(List<Day> days, Instant since, int back) {
        double width = 800.0 / (back + 1);
        long most = Math.max(1, most(days));
        return days.stream()
                .map(day -> {
                    double height = 96.0 * day.times().incidents() / most;
                    double x = Math.max(
                            0, width * (Duration.between(since, day.day()).toHours() / 24.0 + 1));
                    return new Bar(
                            x,
                            width * 0.8,
                            108 - height,
                            height,
                            day.day(),
                            day.times().incidents());
                })
                .toList();
    }
}
