package dev.firebreak.incident.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How the other services are, asked of themselves. Whoever is away is said to be; the page shows the rest. */
@Component
class Neighbours {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(1);
    private static final int MOST = 4 * 1024 * 1024;
    private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() {};

    /**
     * @param state {@code up}, {@code down}, {@code out of service}, or {@code does not answer}
     * @param complaints its own checks that do not hold, in words
     * @param samples none while it does not answer
     */
    record Neighbour(String name, String state, List<String> complaints, Samples samples) {
        Neighbour {
            complaints = List.copyOf(complaints);
        }

        public boolean isUp() {
            return state.equals("up");
        }

        /** What that one tells of itself; empty when it does not. */
        static Optional<Samples> samples(List<Neighbour> neighbours, String name) {
            return neighbours.stream()
                    .filter(neighbour -> neighbour.name().equals(name))
                    .map(Neighbour::samples)
                    .filter(samples -> !samples.all().isEmpty())
                    .findFirst();
        }
    }

    private record Health(String state, List<String> complaints) {}

    private final WebClient http = WebClient.builder()
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MOST))
            .build();
    private final Map<String, String> addresses;

    Neighbours(ConsoleSettings settings) {
        this.addresses = settings.neighboursByName();
    }

    /** By name. */
    Mono<List<Neighbour>> all() {
        return Flux.fromIterable(addresses.entrySet())
                .flatMapSequential(each -> ask(each.getKey(), each.getValue()))
                .collectList();
    }

    private Mono<Neighbour> ask(String name, String address) {
        return Mono.zip(health(address), samples(address))
                .map(told ->
                        new Neighbour(name, told.getT1().state(), told.getT1().complaints(), told.getT2()));
    }

    private Mono<Health> health(String address) {
        return http.get()
                .uri(address + "/actuator/health")
                .exchangeToMono(answer -> answer.bodyToMono(JSON)) // 503 has a body that says why
                .timeout(ANSWERS_WITHIN)
                .map(Neighbours::read)
                .onErrorResume(_ -> Mono.just(new Health("does not answer", List.of())));
    }

    private Mono<Samples> samples(String address) {
        return http.get()
                .uri(address + "/actuator/prometheus")
                .retrieve()
                .bodyToMono(String.class)
                .timeout(ANSWERS_WITHIN)
                .map(Samples::parse)
                .onErrorResume(_ -> Mono.just(new Samples(List.of())));
    }

    private static Health read(Map<String, Object> health) {
        List<String> complaints = new ArrayList<>();
        if (health.get("components") instanceof Map<?, ?> components) {
            components.forEach((name, component) -> {
                if (component instanceof Map<?, ?> check && !"UP".equals(check.get("status"))) {
                    complaints.add(name + ": " + words(check.get("status")) + details(check.get("details")));
                }
            });
        }
        return new Health(words(health.get("status")), complaints);
    }

    private static String words(@Nullable Object status) {
        return String.valueOf(status).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String details(@Nullable Object details) {
        return details instanceof Map<?, ?> known && !known.isEmpty() ? " " + known : "";
    }
}
