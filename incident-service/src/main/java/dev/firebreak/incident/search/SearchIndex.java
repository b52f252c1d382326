package dev.firebreak.incident.search;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.incident.deadline.Recurring;
import dev.firebreak.incident.stream.StreamCursor;
import dev.firebreak.incident.stream.StreamStore;
import dev.firebreak.incident.stream.StreamStore.Logged;
import dev.firebreak.model.incident.IncidentFact;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps the index of words behind the log: about a second, and never with a gap. One instance at a time does it. */
@Component
class SearchIndex implements Recurring {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int PAGE = 200;
    private static final String NOTE = "incident.noteAdded.v1";

    private final Transactions transactions;
    private final StreamStore log;
    private final SearchStore index;

    SearchIndex(Transactions transactions, StreamStore log, SearchStore index) {
        this.transactions = transactions;
        this.log = log;
        this.index = index;
    }

    /** One page after the other until there is less than a whole one. */
    private Mono<Void> catchUp() {
        return transactions
                .commit(Mono.defer(() -> index.claim()
                        .flatMap(place -> log.read(place, PAGE))
                        .flatMap(this::take)
                        .defaultIfEmpty(0)))
                .repeat()
                .takeWhile(taken -> taken == PAGE)
                .then();
    }

    private Mono<Integer> take(List<Logged> page) {
        return page.isEmpty()
                ? Mono.just(0)
                : index.save(Findable.of(telling(page)))
                        .then(index.moveTo(page.getLast().cursor()))
                        .thenReturn(page.size());
    }

    /** The newest of each incident says all but the notes; reading a whole state takes longer than all else here. */
    private static List<IncidentFact> telling(List<Logged> page) {
        Map<UUID, StreamCursor> newest = new HashMap<>();
        page.forEach(logged -> newest.put(logged.incident(), logged.cursor()));
        return page.stream()
                .filter(logged -> logged.cursor().equals(newest.get(logged.incident()))
                        || logged.type().equals(NOTE))
                .map(Logged::fact)
                .toList();
    }

    @Override
    public String what() {
        return "the index of words";
    }

    @Override
    public Duration every() {
        return LOOK_EVERY;
    }

    @Override
    public Mono<Void> turn() {
        return Mono.defer(this::catchUp);
    }
}
