package dev.firebreak.incident.console;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** What alert-ingest counts, which only it knows. It may be away: then the page says so and shows the rest. */
@Component
class Edge {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(1);
    private static final int MOST = 2 * 1024 * 1024;
    private static final Pattern REFUSED =
            Pattern.compile("(?m)^(?:firebreak_)?ingest_refused_total\\{[^}]*reason=\"([^\"]+)\"[^}]*} ([0-9.E]+)$");

    /** @param problem why it could not be asked; empty when it answered */
    record Counted(double refused, double badSignatures, String problem) {}

    private final WebClient http;

    Edge(ConsoleSettings settings) {
        this.http = WebClient.builder()
                .baseUrl(settings.ingestUrl())
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MOST))
                .build();
    }

    Mono<Counted> counted() {
        return http.get()
                .uri("/actuator/prometheus")
                .retrieve()
                .bodyToMono(String.class)
                .timeout(ANSWERS_WITHIN)
                .map(Edge::read)
                .onErrorResume(_ -> Mono.just(new Counted(0, 0, "alert-ingest does not answer")));
    }

    static Counted read(String metrics) {
        double refused = 0;
        double signatures = 0;
        Matcher each = REFUSED.matcher(metrics);
        while (each.find()) {
            double count = Double.parseDouble(each.group(2));
            refused += count;
            signatures += each.group(1).equals("unauthenticated") ? count : 0;
        }
        return new Counted(refused, signatures, "");
    }
}
