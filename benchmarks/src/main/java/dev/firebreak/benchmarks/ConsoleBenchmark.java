package dev.firebreak.benchmarks;

import dev.firebreak.benchmarks.ConsoleVisit.FirstView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What people at the console wait for, and what their pages cost the service. */
final class ConsoleBenchmark {
    private static final String OPEN = "pastopen";
    private static final int FIRST_VIEWS = 100;
    private static final int WARM_UP = 10_000; // pages, a minute; after 500 half of what one cost was the compiler
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Pages(Percentiles times, Duration processorTime) {}

    private final ConsolePlan plan;
    private final Http http;

    ConsoleBenchmark(ConsolePlan plan, Http http) {
        this.plan = plan;
        this.http = http;
    }

    Report measure(Path work, String command) throws IOException, InterruptedException, SQLException {
        Path data = Files.createDirectories(work.resolve("data"));
        try (CoreInstance instance = CoreInstance.start(work, data, http);
                FactWatch watch = new FactWatch(instance.bootstrapServers());
                CoreLoad load = new CoreLoad(instance.bootstrapServers(), watch);
                CorePast past = new CorePast(instance.addresses(), BenchmarksApplication::say)) {
            load.send(CoreAlerts.firing(OPEN, 1));
            past.await(OPEN, true);
            past.write(OPEN, plan.open() - 1);
            past.tidy();
            BenchmarksApplication.say("ready; " + plan.pages() + " pages");
            pages(instance, WARM_UP);
            Pages pages = pages(instance, plan.pages());
            List<FirstView> first = firstViews(instance);
            BenchmarksApplication.say(plan.events() + " events, " + plan.viewers() + " viewers");
            Percentiles shown = shown(instance, load, Math.toIntExact(past.incidents(true)));
            return report(command, pages, first, shown)
                    .fact("open incidents", Integer.toString(plan.open()))
                    .fact("viewers, events", plan.viewers() + ", " + plan.events())
                    .fact(
                            "shown too late to wait for",
                            Integer.toString(plan.viewers() * plan.events() - shown.count()));
        }
    }

    private static Report report(String command, Pages pages, List<FirstView> first, Percentiles shown) {
        int bytes = first.stream().mapToInt(FirstView::bytes).max().orElseThrow();
        return Report.of(command, "p50", "p99", "max")
                .times("event on Kafka → page of a viewer", shown)
                .times(
                        "first view, all files of it here",
                        Percentiles.of(first.stream().map(FirstView::took).toList()))
                .times("page, one after the other", pages.times())
                .facts()
                .fact("first view, transferred", String.format(Locale.ROOT, "%.1f kB", bytes / 1000.0))
                .fact(
                        "processor time of the service per page",
                        String.format(
                                Locale.ROOT, "%.1f ms", pages.processorTime().toNanos() / 1e6));
    }

    private static Pages pages(CoreInstance instance, int count) throws IOException, InterruptedException {
        try (ConsoleVisit visit = instance.visit()) {
            List<Duration> times = new ArrayList<>();
            Duration before = instance.service().processorTime();
            for (int i = 0; i < count; i++) {
                long began = System.nanoTime();
                var _ = visit.page("/");
                times.add(Duration.ofNanos(System.nanoTime() - began));
            }
            Duration cost = instance.service().processorTime().minus(before).dividedBy(count);
            return new Pages(Percentiles.of(times), cost);
        }
    }

    private static List<FirstView> firstViews(CoreInstance instance) throws IOException, InterruptedException {
        List<FirstView> views = new ArrayList<>();
        for (int i = 0; i < FIRST_VIEWS; i++) {
            try (ConsoleVisit visit = instance.visit()) {
                views.add(visit.firstView());
            }
        }
        return views;
    }

    /** One new incident a second; each viewer's page has to count it. */
    private Percentiles shown(CoreInstance instance, CoreLoad load, int open) throws IOException, InterruptedException {
        List<ConsoleViewer> viewers = new ArrayList<>();
        try {
            for (int i = 0; i < plan.viewers(); i++) {
                viewers.add(new ConsoleViewer(instance.visit()));
            }
            load.send(CoreAlerts.firing("first-event", 1));
            for (ConsoleViewer viewer : viewers) {
                await(viewer, open + 1);
            }
            List<Long> sent = new ArrayList<>();
            for (int i = 0; i < plan.events(); i++) {
                TimeUnit.SECONDS.sleep(1);
                sent.add(System.nanoTime());
                load.send(CoreAlerts.firing("event-" + i, 1));
            }
            List<Duration> times = new ArrayList<>();
            for (ConsoleViewer viewer : viewers) {
                await(viewer, open + 1 + plan.events());
                for (int i = 0; i < sent.size(); i++) {
                    Map.@Nullable Entry<Integer, Long> shown = viewer.shownAt(open + 2 + i);
                    if (shown != null) {
                        times.add(Duration.ofNanos(shown.getValue() - sent.get(i)));
                    }
                }
            }
            return Percentiles.of(times);
        } finally {
            viewers.forEach(ConsoleViewer::close);
        }
    }

    private static void await(ConsoleViewer viewer, int open) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (viewer.shownAt(open) == null && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
