package dev.firebreak.incident.console;

import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Whom notifier-service still has to tell what, one by one, asked of itself. */
@Component
class Obligations {
    static final int SHOWN = 20;

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(1);

    /**
     * @param state {@code waiting}, {@code sending}, or {@code refused} by the receiver
     * @param since when that happened which is to be told
     * @param deadline by when it should have been told
     * @param nextTryAt null while it is being sent, and when it was refused
     * @param reason why it was not told the last time
     */
    record Obligation(
            UUID incident,
            String transition,
            String receiver,
            String vendor,
            String state,
            Instant since,
            Instant deadline,
            int attempts,
            @Nullable Instant nextTryAt,
            @Nullable String reason) {
        public boolean isRefused() {
            return state.equals("refused");
        }

        public boolean isBad(Instant now) {
            return isRefused() || deadline.isBefore(now);
        }

        public String news() {
            return IncidentEvent.NotificationDelivered.news(transition);
        }
    }

    /** @param about incidents that are known here, by their ids */
    record Shown(List<Obligation> items, boolean more, int page, Map<UUID, DeliveryQueries.Subject> about) {
        Shown {
            items = List.copyOf(items);
            about = Map.copyOf(about);
        }
    }

    private record Told(List<Obligation> items, boolean more) {}

    private final WebClient http = WebClient.create();
    private final Map<String, String> addresses;
    private final DeliveryQueries delivery;

    Obligations(ConsoleSettings settings, DeliveryQueries delivery) {
        this.addresses = settings.neighboursByName();
        this.delivery = delivery;
    }

    /** Worst first; empty when notifier-service does not tell. */
    Mono<Optional<Shown>> page(int page) {
        return Mono.justOrEmpty(addresses.get("notifier-service"))
                .flatMap(address -> ask(address, (page - 1) * SHOWN))
                .flatMap(told -> delivery.subjects(
                                told.items().stream().map(Obligation::incident).toList())
                        .map(about -> new Shown(told.items(), told.more(), page, about)))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private Mono<Told> ask(String address, int skip) {
        return http.get()
                .uri(address + "/actuator/obligations?skip=" + skip + "&limit=" + SHOWN)
                .retrieve()
                .bodyToMono(byte[].class)
                .timeout(ANSWERS_WITHIN)
                .map(body -> Wire.read(body, Told.class))
                .onErrorResume(_ -> Mono.empty()); // the page says that it does not answer, and shows the rest
    }
}
