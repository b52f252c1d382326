package dev.firebreak.notifier.message;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.delivery.BackOff;
import dev.firebreak.notifier.delivery.Courier;
import dev.firebreak.notifier.delivery.Lane;
import dev.firebreak.notifier.delivery.LaneStore;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.delivery.Turn;
import dev.firebreak.notifier.obligation.Receipts;
import dev.firebreak.notifier.obligation.Transition;
import dev.firebreak.notifier.subject.Subject;
import dev.firebreak.notifier.subject.SubjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sends what one destination is owed: in order for each incident, the worst incident first. */
public class MessageCourier implements Courier {
    private static final Logger LOG = LoggerFactory.getLogger(MessageCourier.class);
    private static final int MOST_IN_A_BUNDLE = News.NAMED;

    /** About each incident a few are owed. */
    private static final int MOST_HELD = 8 * MOST_IN_A_BUNDLE;

    private final Vendor vendor;
    private final Desk desk;

    public MessageCourier(Vendor vendor, Desk desk) {
        this.vendor = vendor;
        this.desk = desk;
    }

    /** What all vendors' couriers share. */
    public record Desk(
            Transactions transactions,
            MessageStore messages,
            SubjectStore subjects,
            LaneStore lanes,
            Receipts receipts,
            MeterRegistry metrics) {}

    @Override
    public String vendor() {
        return vendor.name();
    }

    @Override
    public Mono<Long> retryFailed() {
        return desk.messages().retryFailed(vendor.name());
    }

    @Override
    public Flux<String> lanesWithWork() {
        return desk.messages().lanesWithWork(vendor.name());
    }

    @Override
    public Mono<Turn> turn(String laneName, int most) {
        // Most looks find nothing: that costs one query, and no lock.
        return desk.messages()
                .untilDue(laneName)
                .flatMap(due -> due.isZero()
                        ? desk.transactions().commit(claim(laneName)).map(this::turn)
                        : Mono.just(new Turn.Waiting(due)));
    }

    private Turn turn(Claimed claimed) {
        return switch (claimed) {
            case Claimed.Pause(Turn turn) -> turn;
            case Claimed.Work(Bundle bundle) ->
                new Turn.Claimed(List.of(vendor.send(bundle)
                        .flatMap(outcome -> desk.transactions()
                                .commit(written(bundle, outcome).thenReturn(bundle)))
                        .then()));
        };
    }

    private sealed interface Claimed {
        record Pause(Turn turn) implements Claimed {}

        record Work(Bundle bundle) implements Claimed {}
    }

    private Mono<Claimed> claim(String laneName) {
        return desk.lanes().lock(laneName, vendor.rate()).flatMap(lane -> {
            Duration untilFree = lane.untilFree();
            return untilFree.isZero()
                    ? desk.messages()
                            .mostUrgent(laneName)
                            .flatMap(owed -> claim(lane, MessageQueue.of(owed)))
                            .defaultIfEmpty(new Claimed.Pause(Turn.TAKEN))
                    : Mono.just(new Claimed.Pause(new Turn.Waiting(untilFree)));
        });
    }

    private Mono<Claimed> claim(Lane lane, MessageQueue queue) {
        if (queue.next().isHeldOver()) {
            return desk.lanes()
                    .spend(lane, 1)
                    .then(desk.messages().heldOver(queue.next(), MOST_HELD).collectList())
                    .flatMap(held -> desk.messages()
                            .claim(MessageQueue.together(held, MOST_IN_A_BUNDLE))
                            .collectList())
                    .flatMap(this::bundle)
                    .map(Claimed.Work::new);
        }
        return desk.lanes()
                .spend(lane, 1)
                .then(desk.messages().overtaken(queue.overtaken()))
                .then(together(queue.next()))
                .flatMap(together -> desk.messages().claim(together).collectList())
                .flatMap(this::bundle)
                .map(Claimed.Work::new);
    }

    private Mono<List<Message>> together(Message next) {
        int from = vendor.bundlesFrom();
        if (from == Vendor.NEVER || next.transition().kind() != Transition.Kind.OPENED) {
            return Mono.just(List.of(next));
        }
        return desk.messages()
                .alike(next, MOST_IN_A_BUNDLE - 1)
                .collectList()
                .map(alike -> alike.size() + 1 < from
                        ? List.of(next)
                        : Stream.concat(Stream.of(next), alike.stream()).toList());
    }

    private Mono<Bundle> bundle(List<Message> messages) {
        return desk.subjects()
                .load(messages.stream().map(Message::incidentId).collect(Collectors.toSet()))
                .map(subjects -> new Bundle(messages.stream()
                        .map(message -> new Bundle.Item(message, known(message.incidentId(), subjects)))
                        .toList()));
    }

    private static Incident known(IncidentId id, Map<IncidentId, Subject> subjects) {
        @Nullable Subject subject = subjects.get(id);
        @Nullable Incident incident = subject == null ? null : subject.incident();
        if (incident == null) {
            throw new IllegalStateException("a message about " + id + " without its incident");
        }
        return incident;
    }

    private Mono<Void> written(Bundle bundle, Outcome<String> outcome) {
        count(outcome);
        List<Message> messages = bundle.messages();
        return switch (outcome) {
            case Outcome.Delivered<String>(String detail) ->
                desk.receipts().append(vendor.name(), desk.messages().sent(messages, detail), detail);
            case Outcome.Later<String> later -> later(bundle.first().message(), messages, later);
            case Outcome.Refused<String>(String reason) ->
                desk.messages()
                        .refused(messages, reason)
                        .then(Mono.fromRunnable(() -> messages.forEach(message -> reportRefused(message, reason))));
        };
    }

    private Mono<Void> later(Message first, List<Message> messages, Outcome.Later<String> later) {
        @Nullable Duration after = later.after();
        Duration delay = after == null ? BackOff.after(first.attempts()) : after;
        if (first.attempts() == 1) {
            LOG.atWarn()
                    .addKeyValue("incidentId", first.incidentId())
                    .addKeyValue("receiver", first.receiver().name())
                    .log("not told yet: {}, trying again in {}", later.reason(), delay);
        }
        Mono<Void> blocked = after == null ? Mono.empty() : desk.lanes().block(first.lane(), after);
        return blocked.then(desk.messages().later(messages, delay, later.isThrottled(), later.reason()));
    }

    private static void reportRefused(Message message, String reason) {
        LOG.atError()
                .addKeyValue("incidentId", message.incidentId())
                .addKeyValue("receiver", message.receiver().name())
                .addKeyValue("transition", message.transition().text())
                .log("cannot be told: {}", reason);
    }

    private void count(Outcome<String> outcome) {
        String word = switch (outcome) {
            case Outcome.Delivered<String> _ -> "delivered";
            case Outcome.Later<String> later -> later.isThrottled() ? "throttled" : "later";
            case Outcome.Refused<String> _ -> "refused";
        };
        desk.metrics()
                .counter("firebreak.notifications", "vendor", vendor.name(), "what", "event", "outcome", word)
                .increment();
    }
}
