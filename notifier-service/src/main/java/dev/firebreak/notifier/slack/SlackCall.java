package dev.firebreak.notifier.slack;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.notifier.delivery.BackOff;
import dev.firebreak.notifier.delivery.LaneStore;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.obligation.Obligation;
import dev.firebreak.notifier.obligation.ObligationStore;
import dev.firebreak.notifier.obligation.Receipts;
import dev.firebreak.notifier.slack.SlackCourier.Work;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Carries out a move and writes down what became of it, together with the receipts that it earns. */
class SlackCall {
    private static final Logger LOG = LoggerFactory.getLogger(SlackCall.class);

    /** That it goes on is said again after so many tries. */
    private static final int REPORTED = 5;

    private final SlackMessages messages;
    private final Transactions transactions;
    private final CardStore cards;
    private final ThreadStore threads;
    private final LaneStore lanes;
    private final ObligationStore obligations;
    private final Receipts receipts;
    private final MeterRegistry metrics;
    private final Duration settle;

    SlackCall(
            SlackMessages messages,
            Transactions transactions,
            SlackCourier.Stores stores,
            ObligationStore obligations,
            Receipts receipts,
            MeterRegistry metrics,
            Duration settle) {
        this.messages = messages;
        this.transactions = transactions;
        this.cards = stores.cards();
        this.threads = stores.threads();
        this.lanes = stores.lanes();
        this.obligations = obligations;
        this.receipts = receipts;
        this.metrics = metrics;
        this.settle = settle;
    }

    /** Before they leave: cards that tell what is owed up to their version. */
    Mono<Void> sending(List<Work> works) {
        return obligations.sendingCards(works.stream()
                .map(work -> new ObligationStore.Told(
                        work.row().incidentId(), work.row().receiver(), work.version()))
                .toList());
    }

    Mono<Void> carryOut(Work work) {
        return switch (work.move()) {
            case Move.Post post -> post(work, post);
            case Move.Update update ->
                messages.updateCard(update.place(), update.card())
                        .flatMap(outcome -> commit(work, cardOutcome(work, outcome)));
            case Move.Reply reply -> reply(work, reply);
            case Move.Nothing() -> commit(work, standsAlready(work));
        };
    }

    private Mono<Void> post(Work work, Move.Post post) {
        Mono<Void> anew = Mono.defer(() -> messages.postCard(
                        work.address(), work.row().incidentId(), work.row().receiver(), post.card())
                .flatMap(outcome -> commit(work, cardOutcome(work, outcome))));
        @Nullable Instant inDoubtSince = post.inDoubtSince();
        if (inDoubtSince == null) {
            return anew;
        }
        return unlessThere(
                work,
                messages.findCard(
                        work.address(), work.row().incidentId(), work.row().receiver(), inDoubtSince),
                place -> cards.found(work.row(), place).then(),
                anew);
    }

    private Mono<Void> reply(Work work, Move.Reply reply) {
        Mono<Void> anew =
                Mono.defer(() -> messages.reply(reply.place(), work.row().incidentId(), reply.batch())
                        .flatMap(outcome -> commit(work, replyOutcome(work, reply.batch(), outcome))));
        @Nullable Instant inDoubtSince = reply.batch().sendingSince();
        if (inDoubtSince == null) {
            return anew;
        }
        return unlessThere(
                work,
                messages.findReply(reply.place(), reply.batch().id(), inDoubtSince),
                place -> replyOutcome(work, reply.batch(), new Outcome.Delivered<>(place)),
                anew);
    }

    /** Sends once more only what did not arrive. Where that cannot be found out, twice is better than not at all. */
    private Mono<Void> unlessThere(
            Work work,
            Mono<Outcome<List<SlackMessages.Place>>> look,
            Function<SlackMessages.Place, Mono<Void>> found,
            Mono<Void> anew) {
        return look.flatMap(outcome -> switch (outcome) {
            case Outcome.Delivered<List<SlackMessages.Place>>(var places) ->
                places.isEmpty() ? anew : commit(work, found.apply(places.getLast()));
            case Outcome.Later<List<SlackMessages.Place>> later ->
                later.isWorthLooking(work.row().attempts())
                        ? commit(work, later(work, later.reason(), later.after(), true))
                        : unseen(work, later.reason(), anew);
            case Outcome.Refused<List<SlackMessages.Place>>(String reason) -> unseen(work, reason, anew);
        });
    }

    private static Mono<Void> unseen(Work work, String reason, Mono<Void> anew) {
        LOG.atWarn()
                .addKeyValue("incidentId", work.row().incidentId())
                .log("sent once more, though it may be there already: Slack does not let us look: {}", reason);
        return anew;
    }

    /** A reply that could not be written down is harmless: the claim runs out and the move is decided again. */
    private Mono<Void> commit(Work work, Mono<Void> written) {
        return transactions.commit(written.thenReturn(work)).then();
    }

    private Mono<Void> cardOutcome(Work work, Outcome<SlackMessages.Place> outcome) {
        count("card", outcome);
        return switch (outcome) {
            case Outcome.Delivered<SlackMessages.Place>(SlackMessages.Place place) -> shown(work, place);
            case Outcome.Later<SlackMessages.Place> later ->
                later(work, later.reason(), later.after(), later.mayHaveHappened());
            case Outcome.Refused<SlackMessages.Place>(String reason) ->
                reason.contains("message_not_found") ? cards.gone(work.row()).then() : refused(work, reason);
        };
    }

    private Mono<Void> shown(Work work, SlackMessages.Place place) {
        String detail = place.link();
        Duration rest = work.move() instanceof Move.Nothing ? Duration.ZERO : settle;
        Mono<Void> address = place.channelId().equals(work.address())
                ? Mono.empty()
                : lanes.address(work.row().lane(), place.channelId());
        return cards.shown(work.row(), work.version(), work.wantedHash(), place, rest)
                .filter(isNewest -> isNewest)
                .flatMap(_ -> address.then(receipts.append(
                        SlackNotifier.VENDOR,
                        obligations.settleByCard(
                                work.row().incidentId(), work.row().receiver(), work.version(), detail),
                        detail)));
    }

    private Mono<Void> standsAlready(Work work) {
        Mono<Void> thread = work.row().isCardDue() ? Mono.empty() : threads.complete(work.row());
        return thread.then(work.row().place().map(place -> shown(work, place)).orElse(Mono.empty()));
    }

    private Mono<Void> replyOutcome(Work work, Batch batch, Outcome<SlackMessages.Place> outcome) {
        count("reply", outcome);
        CardRow row = work.row();
        return switch (outcome) {
            case Outcome.Delivered<SlackMessages.Place>(SlackMessages.Place place) -> {
                String detail = place.link();
                yield threads.finished(row, batch, "SENT")
                        .then(receipts.append(
                                SlackNotifier.VENDOR,
                                obligations.settleByReply(row.incidentId(), row.receiver(), batch.factIds(), detail),
                                detail));
            }
            case Outcome.Later<SlackMessages.Place> later ->
                (later.mayHaveHappened() ? Mono.<Void>empty() : threads.notSent(row, batch))
                        .then(later(work, later.reason(), later.after(), later.mayHaveHappened()));
            case Outcome.Refused<SlackMessages.Place>(String reason) ->
                threads.finished(row, batch, "FAILED")
                        .then(obligations.fail(
                                row.incidentId(), row.receiver(), Obligation.Proof.REPLY, work.version(), reason))
                        .then(Mono.fromRunnable(() -> reportRefused(work, reason)));
        };
    }

    private Mono<Void> later(Work work, String reason, @Nullable Duration after, boolean inDoubt) {
        CardRow row = work.row();
        int failed = row.failed(after != null);
        Duration delay = after == null ? BackOff.after(failed) : after;
        if (row.attempts() == 0 || (failed > row.attempts() && failed % REPORTED == 0)) {
            LOG.atWarn()
                    .addKeyValue("incidentId", row.incidentId())
                    .addKeyValue("receiver", row.receiver())
                    .log("not told yet (try {}): {}, trying again in {}", failed, reason, delay);
        }
        Mono<Void> blocked = after == null ? Mono.empty() : lanes.block(row.lane(), after);
        return blocked.then(cards.later(row, failed, delay, inDoubt))
                .then(obligations.cardWaits(row.incidentId(), row.receiver(), reason));
    }

    private Mono<Void> refused(Work work, String reason) {
        CardRow row = work.row();
        return cards.refused(row, work.version(), reason)
                .then(obligations.fail(row.incidentId(), row.receiver(), Obligation.Proof.CARD, work.version(), reason))
                .then(Mono.fromRunnable(() -> reportRefused(work, reason)));
    }

    private static void reportRefused(Work work, String reason) {
        LOG.atError()
                .addKeyValue("incidentId", work.row().incidentId())
                .addKeyValue("receiver", work.row().receiver())
                .log("cannot be told through {}: {}", work.row().channel(), reason);
    }

    private void count(String what, Outcome<?> outcome) {
        String word = switch (outcome) {
            case Outcome.Delivered<?> _ -> "delivered";
            case Outcome.Later<?> later -> later.isThrottled() ? "throttled" : "later";
            case Outcome.Refused<?> _ -> "refused";
        };
        metrics.counter("firebreak.notifications", "vendor", SlackNotifier.VENDOR, "what", what, "outcome", word)
                .increment();
    }
}
