package dev.firebreak.notifier.slack.notice;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.notifier.delivery.BackOff;
import dev.firebreak.notifier.delivery.Courier;
import dev.firebreak.notifier.delivery.Lane;
import dev.firebreak.notifier.delivery.LaneStore;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.delivery.Turn;
import dev.firebreak.notifier.slack.SlackMessages;
import dev.firebreak.notifier.slack.SlackMessages.Place;
import dev.firebreak.notifier.slack.SlackSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Posts notices and keeps them up to date. What they take is taken from the same budget as the channel's cards. */
class NoticeCourier implements Courier {
    static final String VENDOR = "notice";

    private static final Logger LOG = LoggerFactory.getLogger(NoticeCourier.class);

    private final NoticeStore notices;
    private final LaneStore lanes;
    private final Transactions transactions;
    private final SlackMessages messages;
    private final SlackSettings settings;

    NoticeCourier(
            NoticeStore notices,
            LaneStore lanes,
            Transactions transactions,
            SlackMessages messages,
            SlackSettings settings) {
        this.notices = notices;
        this.lanes = lanes;
        this.transactions = transactions;
        this.messages = messages;
        this.settings = settings;
    }

    @Override
    public String vendor() {
        return VENDOR;
    }

    @Override
    public Mono<Long> retryFailed() {
        return settings.hasToken() ? notices.retryFailed() : Mono.just(0L);
    }

    @Override
    public Flux<String> lanesWithWork() {
        return settings.hasToken() ? notices.lanesWithWork() : Flux.empty();
    }

    @Override
    public Mono<Turn> turn(String laneName, int most) {
        if (!settings.hasToken()) {
            return Mono.just(new Turn.Idle()); // a token needs a restart, which looks at once
        }
        return transactions.commit(lanes.lock(channelLane(laneName), settings.rate())
                .flatMap(lane -> {
                    int free = Math.min(most, lane.free());
                    return free == 0
                            ? Mono.just(new Turn.Waiting(lane.untilFree()))
                            : notices.claim(laneName, free)
                                    .collectList()
                                    .flatMap(claimed ->
                                            claimed.isEmpty() ? nothing(laneName) : spent(laneName, lane, claimed));
                }));
    }

    private static String channelLane(String laneName) {
        return "slack" + laneName.substring(VENDOR.length());
    }

    private Mono<Turn> nothing(String laneName) {
        return notices.untilDue(laneName)
                .<Turn>map(due -> due.isZero() ? Turn.TAKEN : new Turn.Waiting(due))
                .defaultIfEmpty(new Turn.Idle());
    }

    private Mono<Turn> spent(String laneName, Lane lane, List<Notice> claimed) {
        return lanes.spend(lane, claimed.size())
                .thenReturn(new Turn.Claimed(claimed.stream()
                        .map(notice -> carryOut(laneName, lane.address(), notice))
                        .toList()));
    }

    private Mono<Void> carryOut(String laneName, @Nullable String address, Notice notice) {
        return notice.place()
                .map(place -> messages.updateCard(place, notice.card())
                        .flatMap(outcome -> written(laneName, notice, outcome)))
                .orElseGet(() -> post(laneName, address == null ? notice.channel() : address, notice));
    }

    private Mono<Void> post(String laneName, String address, Notice notice) {
        Mono<Void> anew = Mono.defer(() -> messages.postNotice(address, notice.id(), notice.card())
                .flatMap(outcome -> written(laneName, notice, outcome)));
        @Nullable Instant inDoubtSince = notice.postingSince();
        if (inDoubtSince == null) {
            return anew;
        }
        return messages.findNotice(address, notice.id(), inDoubtSince).flatMap(outcome -> switch (outcome) {
            case Outcome.Delivered<List<Place>>(List<Place> places) ->
                places.isEmpty() ? anew : commit(notice, notices.found(notice, places.getLast()));
            case Outcome.Later<List<Place>> later ->
                later.isWorthLooking(notice.attempts())
                        ? commit(notice, later(laneName, notice, later.reason(), later.after(), true))
                        : anew;
            case Outcome.Refused<List<Place>> _ -> anew; // not allowed to look: twice is better than never
        });
    }

    private Mono<Void> written(String laneName, Notice notice, Outcome<Place> outcome) {
        return commit(
                notice,
                switch (outcome) {
                    case Outcome.Delivered<Place>(Place place) -> notices.shown(notice, place);
                    case Outcome.Later<Place> later ->
                        later(laneName, notice, later.reason(), later.after(), later.mayHaveHappened());
                    case Outcome.Refused<Place>(String reason) -> {
                        LOG.error("a notice cannot be shown in {}: {}", notice.channel(), reason);
                        yield notices.refused(notice, reason);
                    }
                });
    }

    private Mono<Void> later(String laneName, Notice notice, String reason, @Nullable Duration after, boolean inDoubt) {
        Duration delay = after == null ? BackOff.after(notice.attempts() + 1) : after;
        if (notice.attempts() == 0) {
            LOG.warn("a notice is not shown in {} yet: {}, trying again in {}", notice.channel(), reason, delay);
        }
        Mono<Void> blocked = after == null ? Mono.empty() : lanes.block(channelLane(laneName), after);
        return blocked.then(notices.later(notice, delay, inDoubt));
    }

    private Mono<Void> commit(Notice notice, Mono<Void> work) {
        return transactions.commit(work.thenReturn(notice)).then();
    }
}
