package dev.firebreak.notifier.slack;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.notifier.delivery.Courier;
import dev.firebreak.notifier.delivery.Lane;
import dev.firebreak.notifier.delivery.LaneStore;
import dev.firebreak.notifier.delivery.Turn;
import dev.firebreak.notifier.slack.card.Card;
import dev.firebreak.notifier.slack.card.CardRenderer;
import dev.firebreak.notifier.slack.card.CardSubject;
import dev.firebreak.notifier.subject.Subject;
import dev.firebreak.notifier.subject.SubjectStore;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings the cards of one channel to what they should be, the most urgent first. What it is about to do is committed
 * before the request leaves, so that after a crash it is known what is in doubt.
 */
class SlackCourier implements Courier {
    /** Without a token everything waits; a new token needs a restart, which looks at once. */
    private static final Turn NO_TOKEN = new Turn.Waiting(Duration.ofMinutes(1));

    private final Transactions transactions;
    private final CardStore cards;
    private final ThreadStore threads;
    private final SubjectStore subjects;
    private final LaneStore lanes;
    private final SlackCall call;
    private final CardRenderer renderer;
    private final SlackSettings settings;

    SlackCourier(
            Transactions transactions, Stores stores, SlackCall call, CardRenderer renderer, SlackSettings settings) {
        this.transactions = transactions;
        this.cards = stores.cards();
        this.threads = stores.threads();
        this.subjects = stores.subjects();
        this.lanes = stores.lanes();
        this.call = call;
        this.renderer = renderer;
        this.settings = settings;
    }

    record Stores(CardStore cards, ThreadStore threads, SubjectStore subjects, LaneStore lanes) {}

    @Override
    public String vendor() {
        return SlackNotifier.VENDOR;
    }

    @Override
    public Mono<Long> retryFailed() {
        return settings.token().isEmpty() ? Mono.just(0L) : cards.retryFailed();
    }

    @Override
    public Flux<String> lanesWithWork() {
        return settings.token().isEmpty() ? Flux.empty() : cards.lanesWithWork();
    }

    @Override
    public Mono<Turn> turn(String laneName) {
        if (settings.token().isEmpty()) {
            return Mono.just(NO_TOKEN);
        }
        // Most looks find nothing: that costs one query, and no lock.
        return cards.untilDue(laneName)
                .flatMap(due -> due.isZero()
                        ? transactions.commit(claim(laneName)).map(this::turn)
                        : Mono.just(new Turn.Waiting(due)));
    }

    private Turn turn(Claimed claimed) {
        return switch (claimed) {
            case Claimed.Pause(Turn turn) -> turn;
            case Claimed.Work work -> new Turn.Claimed(call.carryOut(work));
        };
    }

    /** What a look at the lane brought. */
    sealed interface Claimed {
        record Pause(Turn turn) implements Claimed {}

        /**
         * @param version the subject's, which the move shows
         * @param address the channel's id, if known; else its name
         */
        record Work(CardRow row, Move move, String wantedHash, long version, String address) implements Claimed {}
    }

    private Mono<Claimed> claim(String laneName) {
        return lanes.lock(laneName, settings.rate()).flatMap(lane -> {
            Duration untilFree = lane.untilFree();
            return untilFree.isZero()
                    ? cards.mostUrgent(laneName)
                            .flatMap(row -> claim(lane, row))
                            .defaultIfEmpty(new Claimed.Pause(Turn.TAKEN))
                    : Mono.just(new Claimed.Pause(new Turn.Waiting(untilFree)));
        });
    }

    private Mono<Claimed> claim(Lane lane, CardRow row) {
        Mono<Optional<Batch>> due = row.areLinesDue() ? threads.due(row) : Mono.just(Optional.empty());
        return subjects.load(row.incidentId())
                .flatMap(subject -> due.flatMap(batch -> claim(lane, row, subject, batch)));
    }

    private Mono<Claimed> claim(Lane lane, CardRow row, Subject subject, Optional<Batch> due) {
        @Nullable Incident incident = subject.incident();
        if (incident == null) {
            return Mono.error(new IllegalStateException("a card of " + row.incidentId() + " without its incident"));
        }
        Card wanted = renderer.render(new CardSubject(incident, subject.remediations()));
        Move move = Move.next(row, wanted, due);
        String address = lane.address() == null ? row.channel() : lane.address();
        Mono<Void> spent = move instanceof Move.Nothing ? Mono.empty() : lanes.spend(lane);
        return spent.then(cards.claim(row, move instanceof Move.Post))
                .flatMap(claimed -> beforehand(claimed, move, subject.version())
                        .thenReturn(new Claimed.Work(claimed, move, wanted.hash(), subject.version(), address)));
    }

    private Mono<Void> beforehand(CardRow row, Move move, long version) {
        return switch (move) {
            case Move.Post _, Move.Update _ -> call.sending(row, version);
            case Move.Reply(var _, Batch batch) -> threads.sending(row, batch);
            case Move.Nothing() -> Mono.empty();
        };
    }
}
