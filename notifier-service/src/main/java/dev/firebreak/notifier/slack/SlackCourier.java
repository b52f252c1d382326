package dev.firebreak.notifier.slack;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.delivery.Bundling;
import dev.firebreak.notifier.delivery.Courier;
import dev.firebreak.notifier.delivery.Lane;
import dev.firebreak.notifier.delivery.LaneStore;
import dev.firebreak.notifier.delivery.Turn;
import dev.firebreak.notifier.slack.BundleCall.Bundle;
import dev.firebreak.notifier.slack.BundleCall.Named;
import dev.firebreak.notifier.slack.card.BundleRenderer;
import dev.firebreak.notifier.slack.card.Card;
import dev.firebreak.notifier.slack.card.CardRenderer;
import dev.firebreak.notifier.slack.card.CardSubject;
import dev.firebreak.notifier.subject.Subject;
import dev.firebreak.notifier.subject.SubjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
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

    /** The lane is woken by the answer. */
    private static final Looked ANSWER_AWAITED = new Looked.Pause(new Turn.Waiting(Duration.ofSeconds(1)));

    private final Transactions transactions;
    private final CardStore cards;
    private final ThreadStore threads;
    private final SubjectStore subjects;
    private final LaneStore lanes;
    private final SlackCall call;
    private final BundleCall bundles;
    private final CardRenderer renderer;
    private final SlackSettings settings;
    /** By lane, of this process: as many as may go at once, so that no more can come late together. */
    private final Map<String, AtomicInteger> unanswered = new ConcurrentHashMap<>();

    SlackCourier(
            Transactions transactions,
            Stores stores,
            SlackCall call,
            BundleCall bundles,
            CardRenderer renderer,
            SlackSettings settings) {
        this.transactions = transactions;
        this.cards = stores.cards();
        this.threads = stores.threads();
        this.subjects = stores.subjects();
        this.lanes = stores.lanes();
        this.call = call;
        this.bundles = bundles;
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
    public Mono<Turn> turn(String laneName, int most) {
        return settings.token().isEmpty()
                ? Mono.just(NO_TOKEN)
                : transactions.commit(look(laneName, most)).map(looked -> turn(laneName, looked));
    }

    private Turn turn(String laneName, Looked looked) {
        return switch (looked) {
            case Looked.Pause(Turn turn) -> turn;
            case Looked.Claimed(List<Work> works) ->
                new Turn.Claimed(works.stream()
                        .map(work -> work.isSent() ? untilAnswered(laneName, call.carryOut(work)) : call.carryOut(work))
                        .toList());
            case Looked.Bundled(Bundle bundle) ->
                new Turn.Claimed(List.of(untilAnswered(laneName, bundles.carryOut(bundle))));
        };
    }

    /** Counted from the claim on, and until the lane knows of the answer. */
    private Mono<Void> untilAnswered(String laneName, Mono<Void> sent) {
        AtomicInteger count = unanswered(laneName);
        count.incrementAndGet();
        return sent.then(Mono.defer(() -> transactions.commit(lanes.answered(laneName, settings.rate(), count.get()))))
                .doOnTerminate(count::decrementAndGet);
    }

    private AtomicInteger unanswered(String laneName) {
        return unanswered.computeIfAbsent(laneName, _ -> new AtomicInteger());
    }

    /** What a look at the lane brought. */
    private sealed interface Looked {
        record Pause(Turn turn) implements Looked {}

        record Claimed(List<Work> works) implements Looked {}

        record Bundled(Bundle bundle) implements Looked {}
    }

    /**
     * @param version the subject's, which the move shows
     * @param address the channel's id, if known; else its name
     */
    record Work(CardRow row, Move move, String wantedHash, long version, String address) {
        Work claimed() {
            return new Work(row.claimed(), move, wantedHash, version, address);
        }

        boolean isSent() {
            return !(move instanceof Move.Nothing);
        }

        boolean showsCard() {
            return move instanceof Move.Post || move instanceof Move.Update;
        }
    }

    private Mono<Looked> look(String laneName, int most) {
        return lanes.lock(laneName, settings.rate()).flatMap(lane -> {
            int room = settings.burst() - unanswered(laneName).get();
            if (room <= 0) {
                return Mono.just(ANSWER_AWAITED);
            }
            int free = Math.min(Math.min(most, room), lane.free());
            return free == 0
                    ? Mono.just(new Looked.Pause(new Turn.Waiting(lane.untilFree())))
                    : cards.countNew(laneName, Bundling.ABOVE + 1).flatMap(waiting -> {
                        if (waiting.heldOver() > 1) {
                            return bundle(lane, cards.heldOver(laneName, Bundling.MOST), true);
                        }
                        int named = Bundling.named(waiting.waiting());
                        return named == 0 ? single(lane, free) : bundle(lane, cards.newOnes(laneName, named), false);
                    });
        });
    }

    private Mono<Looked> single(Lane lane, int free) {
        return cards.mostUrgent(lane.name(), free)
                .flatMap(rows -> rows.isEmpty() ? nothing(lane.name()) : decide(lane, rows));
    }

    private Mono<Looked> bundle(Lane lane, Mono<List<CardRow>> some, boolean heldOver) {
        return some.flatMap(rows -> rows.isEmpty()
                ? single(lane, 1)
                : subjects.load(ids(rows))
                        .map(known -> bundle(lane, rows, known, heldOver))
                        .flatMap(bundle -> lanes.spend(lane, 1)
                                .then(cards.claim(rows.stream()
                                        .map(row -> new CardStore.Claim(row, false))
                                        .toList()))
                                .thenReturn(new Looked.Bundled(bundle))));
    }

    private static Bundle bundle(Lane lane, List<CardRow> rows, Map<IncidentId, Subject> known, boolean heldOver) {
        List<Named> named = new ArrayList<>();
        List<Incident> incidents = new ArrayList<>();
        for (CardRow row : rows) {
            Subject subject = known.get(row.incidentId());
            Incident incident = subject == null ? null : subject.incident();
            if (subject == null || incident == null) {
                throw new IllegalStateException("a card of " + row.incidentId() + " without its incident");
            }
            named.add(new Named(
                    row.claimed(),
                    subject.version(),
                    heldOver && !incident.state().isOpen()));
            incidents.add(incident);
        }
        String address = lane.address() == null ? rows.getFirst().channel() : lane.address();
        return new Bundle(
                lane.name(),
                address,
                named,
                heldOver ? BundleRenderer.heldOver(incidents) : BundleRenderer.render(incidents));
    }

    private static Set<IncidentId> ids(List<CardRow> rows) {
        return rows.stream().map(CardRow::incidentId).collect(Collectors.toSet());
    }

    private Mono<Looked> nothing(String laneName) {
        return cards.untilDue(laneName)
                .map(due -> due.isZero() ? Turn.TAKEN : new Turn.Waiting(due))
                .defaultIfEmpty(new Turn.Idle())
                .map(Looked.Pause::new);
    }

    private Mono<Looked> decide(Lane lane, List<CardRow> rows) {
        return subjects.load(ids(rows))
                .flatMap(known -> Flux.fromIterable(rows)
                        .concatMap(row -> work(lane, row, known.get(row.incidentId())))
                        .collectList())
                .flatMap(works -> claim(lane, works)
                        .thenReturn(new Looked.Claimed(
                                works.stream().map(Work::claimed).toList())));
    }

    private Mono<Work> work(Lane lane, CardRow row, @Nullable Subject subject) {
        Incident incident = subject == null ? null : subject.incident();
        if (subject == null || incident == null) {
            return Mono.error(new IllegalStateException("a card of " + row.incidentId() + " without its incident"));
        }
        Mono<Optional<Batch>> due = row.isCardDue() ? Mono.just(Optional.empty()) : threads.due(row);
        Card wanted = renderer.render(new CardSubject(incident, subject.remediations()));
        String address = lane.address() == null ? row.channel() : lane.address();
        return due.map(
                batch -> new Work(row, Move.next(row, wanted, batch), wanted.hash(), subject.version(), address));
    }

    private Mono<Void> claim(Lane lane, List<Work> works) {
        int messages = (int) works.stream().filter(Work::isSent).count();
        List<CardStore.Claim> claims = works.stream()
                .map(work -> new CardStore.Claim(work.row(), work.move() instanceof Move.Post))
                .toList();
        Mono<Void> replies = Flux.fromIterable(works)
                .concatMap(work -> work.move() instanceof Move.Reply(var _, Batch batch)
                        ? threads.sending(work.row(), batch)
                        : Mono.empty())
                .then();
        return lanes.spend(lane, messages)
                .then(cards.claim(claims))
                .then(call.sending(works.stream().filter(Work::showsCard).toList()))
                .then(replies);
    }
}
