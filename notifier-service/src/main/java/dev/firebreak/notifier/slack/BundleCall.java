package dev.firebreak.notifier.slack;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.notifier.delivery.BackOff;
import dev.firebreak.notifier.delivery.LaneStore;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.obligation.Obligation;
import dev.firebreak.notifier.obligation.ObligationStore;
import dev.firebreak.notifier.obligation.Receipts;
import dev.firebreak.notifier.slack.card.Card;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Posts a message that names many incidents. Their cards stay due, after everything that somebody acts on. */
class BundleCall {
    private static final Logger LOG = LoggerFactory.getLogger(BundleCall.class);

    private final SlackMessages messages;
    private final Transactions transactions;
    private final CardStore cards;
    private final LaneStore lanes;
    private final ObligationStore obligations;
    private final Receipts receipts;

    BundleCall(
            SlackMessages messages,
            Transactions transactions,
            SlackCourier.Stores stores,
            ObligationStore obligations,
            Receipts receipts) {
        this.messages = messages;
        this.transactions = transactions;
        this.cards = stores.cards();
        this.lanes = stores.lanes();
        this.obligations = obligations;
        this.receipts = receipts;
    }

    /**
     * @param named claimed, in the order in which they are named
     * @param address the channel's id, if known; else its name
     */
    record Bundle(String lane, String address, List<Named> named, Card card) {}

    /**
     * @param version the subject's, which the message tells of
     * @param isAll nothing more is to be said about it: no card follows
     */
    record Named(CardRow row, long version, boolean isAll) {}

    /** An answer that is lost has it said again: to be named twice is better than not at all. */
    Mono<Void> carryOut(Bundle bundle) {
        return messages.post(bundle.address(), bundle.card())
                .flatMap(outcome -> transactions.commit(written(bundle, outcome).thenReturn(bundle)))
                .then();
    }

    private Mono<Void> written(Bundle bundle, Outcome<SlackMessages.Place> outcome) {
        return switch (outcome) {
            case Outcome.Delivered<SlackMessages.Place>(SlackMessages.Place place) ->
                lanes.address(bundle.lane(), place.channelId()).then(told(bundle, place));
            case Outcome.Later<SlackMessages.Place> later -> later(bundle, later.reason(), later.after());
            case Outcome.Refused<SlackMessages.Place>(String reason) -> {
                LOG.error(
                        "{} incidents cannot be named in {}: {}", bundle.named().size(), bundle.address(), reason);
                yield each(
                        bundle,
                        named -> cards.refused(named.row(), named.version(), reason)
                                .then(obligations.fail(
                                        named.row().incidentId(),
                                        named.row().receiver(),
                                        Obligation.Proof.CARD,
                                        named.version(),
                                        reason))
                                .then());
            }
        };
    }

    private Mono<Void> told(Bundle bundle, SlackMessages.Place place) {
        return cards.named(bundle.named())
                .collectList()
                .flatMap(told -> receipts.append(
                        SlackNotifier.VENDOR, obligations.settleByCards(told, place.link()), place.link()));
    }

    private Mono<Void> later(Bundle bundle, String reason, @Nullable Duration after) {
        if (bundle.named().stream().anyMatch(named -> named.row().attempts() == 0)) {
            LOG.warn("{} incidents not named yet: {}", bundle.named().size(), reason);
        }
        Mono<Void> blocked = after == null ? Mono.empty() : lanes.block(bundle.lane(), after);
        return blocked.then(each(bundle, named -> {
            int failed = named.row().failed(after != null);
            return cards.later(named.row(), failed, after == null ? BackOff.after(failed) : after, false)
                    .then();
        }));
    }

    private static Mono<Void> each(Bundle bundle, Function<Named, Mono<Void>> work) {
        return Flux.fromIterable(bundle.named()).concatMap(work).then();
    }
}
