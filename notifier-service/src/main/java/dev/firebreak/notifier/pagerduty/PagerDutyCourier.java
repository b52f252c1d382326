package dev.firebreak.notifier.pagerduty;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.model.Secret;
import dev.firebreak.model.Secrets;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.notifier.delivery.BackOff;
import dev.firebreak.notifier.delivery.Courier;
import dev.firebreak.notifier.delivery.Lane;
import dev.firebreak.notifier.delivery.LaneStore;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.delivery.Rate;
import dev.firebreak.notifier.delivery.Turn;
import dev.firebreak.notifier.obligation.Receipts;
import dev.firebreak.notifier.subject.Subject;
import dev.firebreak.notifier.subject.SubjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sends what one routing key is owed, in order for each incident. */
class PagerDutyCourier implements Courier {
    private static final Logger LOG = LoggerFactory.getLogger(PagerDutyCourier.class);

    private final Transactions transactions;
    private final PageStore pages;
    private final SubjectStore subjects;
    private final LaneStore lanes;
    private final Dispatch dispatch;
    private final Receipts receipts;
    private final MeterRegistry metrics;

    PagerDutyCourier(
            Transactions transactions,
            PageStore pages,
            SubjectStore subjects,
            LaneStore lanes,
            Dispatch dispatch,
            Receipts receipts,
            MeterRegistry metrics) {
        this.transactions = transactions;
        this.pages = pages;
        this.subjects = subjects;
        this.lanes = lanes;
        this.dispatch = dispatch;
        this.receipts = receipts;
        this.metrics = metrics;
    }

    /** How an event is made and leaves. */
    record Dispatch(PagerDutyClient client, PagerDutyEvents events, Secrets secrets, Rate rate) {
        Mono<Outcome<String>> send(Page page, Incident incident) {
            String name = PagerDutyNotifier.routingKeySecret(page.lane());
            Optional<Secret> routingKey = secrets.find(name);
            return routingKey.isPresent()
                    ? client.send(events.event(page.transition().kind(), incident, routingKey.get()))
                    : Mono.just(new Outcome.Refused<>("no secret '" + name + "': set "
                            + String.join(" or ", Secrets.settingNames(name)) + " to the integration's routing key"));
        }
    }

    @Override
    public String vendor() {
        return PagerDutyNotifier.VENDOR;
    }

    @Override
    public Mono<Long> retryFailed() {
        return pages.retryFailed();
    }

    @Override
    public Flux<String> lanesWithWork() {
        return pages.lanesWithWork();
    }

    @Override
    public Mono<Turn> turn(String laneName, int most) {
        // Most looks find nothing: that costs one query, and no lock.
        return pages.untilDue(laneName)
                .flatMap(due -> due.isZero()
                        ? transactions.commit(claim(laneName)).map(this::turn)
                        : Mono.just(new Turn.Waiting(due)));
    }

    private Turn turn(Claimed claimed) {
        return switch (claimed) {
            case Claimed.Pause(Turn turn) -> turn;
            case Claimed.Work(Page page, Incident incident) ->
                new Turn.Claimed(List.of(dispatch.send(page, incident)
                        .flatMap(outcome ->
                                transactions.commit(written(page, outcome).thenReturn(page)))
                        .then()));
        };
    }

    private sealed interface Claimed {
        record Pause(Turn turn) implements Claimed {}

        record Work(Page page, Incident incident) implements Claimed {}
    }

    private Mono<Claimed> claim(String laneName) {
        return lanes.lock(laneName, dispatch.rate()).flatMap(lane -> {
            Duration untilFree = lane.untilFree();
            return untilFree.isZero()
                    ? pages.mostUrgent(laneName)
                            .flatMap(owed -> claim(lane, PageQueue.of(owed)))
                            .defaultIfEmpty(new Claimed.Pause(Turn.TAKEN))
                    : Mono.just(new Claimed.Pause(new Turn.Waiting(untilFree)));
        });
    }

    private Mono<Claimed> claim(Lane lane, PageQueue queue) {
        return lanes.spend(lane, 1)
                .then(pages.overtaken(queue.overtaken()))
                .then(pages.claim(queue.next()))
                .flatMap(page ->
                        subjects.load(page.incidentId()).map(subject -> new Claimed.Work(page, known(subject))));
    }

    private static Incident known(Subject subject) {
        @Nullable Incident incident = subject.incident();
        if (incident == null) {
            throw new IllegalStateException("a page about " + subject.id() + " without its incident");
        }
        return incident;
    }

    private Mono<Void> written(Page page, Outcome<String> outcome) {
        count(outcome);
        return switch (outcome) {
            case Outcome.Delivered<String>(String detail) ->
                receipts.append(PagerDutyNotifier.VENDOR, pages.sent(page, detail), detail);
            case Outcome.Later<String> later -> later(page, later);
            case Outcome.Refused<String>(String reason) ->
                pages.refused(page, reason).then(Mono.fromRunnable(() -> reportRefused(page, reason)));
        };
    }

    private Mono<Void> later(Page page, Outcome.Later<String> later) {
        @Nullable Duration after = later.after();
        Duration delay = after == null ? BackOff.after(page.attempts()) : after;
        if (page.attempts() == 1) {
            LOG.atWarn()
                    .addKeyValue("incidentId", page.incidentId())
                    .addKeyValue("receiver", page.receiver())
                    .log("not paged yet: {}, trying again in {}", later.reason(), delay);
        }
        Mono<Void> blocked = after == null ? Mono.empty() : lanes.block(page.lane(), after);
        return blocked.then(pages.later(page, delay, later.reason()));
    }

    private static void reportRefused(Page page, String reason) {
        LOG.atError()
                .addKeyValue("incidentId", page.incidentId())
                .addKeyValue("receiver", page.receiver())
                .addKeyValue("transition", page.transition().text())
                .log("cannot be paged: {}", reason);
    }

    private void count(Outcome<String> outcome) {
        String word = switch (outcome) {
            case Outcome.Delivered<String> _ -> "delivered";
            case Outcome.Later<String> later -> later.isThrottled() ? "throttled" : "later";
            case Outcome.Refused<String> _ -> "refused";
        };
        metrics.counter("firebreak.notifications", "vendor", PagerDutyNotifier.VENDOR, "what", "event", "outcome", word)
                .increment();
    }
}
