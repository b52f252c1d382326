package dev.firebreak.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What people ask the API: one question after the other, as often each. */
final class CoreReads {
    private static final int WARM_UP = 40;
    private static final int TIMES = 100;
    private static final List<String> LISTS = List.of(
            "",
            "state=open",
            "state=open&service=orders",
            "state=resolved",
            "service=archive",
            "severity=warning",
            "system=benchmark&severity=critical",
            "cursor=1000&limit=200");
    private static final List<String> SEARCHES =
            List.of("stuck", "region-7", "order-nobody-has", "pastclosed-1234", "\"no progress\" region-42 -eu");

    record Answers(Percentiles lists, Percentiles searches, String slowest) {}

    private final Http http;
    private final URI incidents;
    private final String authorization;

    CoreReads(Http http, URI incidents, String authorization) {
        this.http = http;
        this.incidents = incidents;
        this.authorization = authorization;
    }

    Answers measure() throws IOException, InterruptedException {
        List<Duration> lists = new ArrayList<>();
        List<Duration> searches = new ArrayList<>();
        String slowest = "";
        Duration longest = Duration.ZERO;
        List<String> queries = new ArrayList<>(LISTS);
        SEARCHES.forEach(words -> queries.add("q=" + URLEncoder.encode(words, StandardCharsets.UTF_8)));
        for (String query : queries) {
            URI uri = URI.create(incidents + "?" + query);
            List<Duration> times = new ArrayList<>();
            for (int i = 0; i < WARM_UP + TIMES; i++) {
                Duration time = http.timed(uri, authorization);
                if (i >= WARM_UP) {
                    times.add(time);
                }
            }
            (query.startsWith("q=") ? searches : lists).addAll(times);
            Duration slow = Percentiles.of(times).at(0.99);
            if (slow.compareTo(longest) > 0) {
                longest = slow;
                slowest = "?" + query + ": " + Percentiles.of(times).text(0.99);
            }
        }
        return new Answers(Percentiles.of(lists), Percentiles.of(searches), slowest);
    }
}
