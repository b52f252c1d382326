package dev.firebreak.notifier.slack;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.notifier.delivery.Courier;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.delivery.Turn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Says what only one person sees. No channel's budget is spent: Slack counts these apart, 100 a minute and more. */
class WhisperCourier implements Courier {
    static final String LANE = "whisper/slack";

    private static final Logger LOG = LoggerFactory.getLogger(WhisperCourier.class);

    private final WhisperStore whispers;
    private final Transactions transactions;
    private final SlackClient slack;
    private final SlackSettings settings;

    WhisperCourier(WhisperStore whispers, Transactions transactions, SlackClient slack, SlackSettings settings) {
        this.whispers = whispers;
        this.transactions = transactions;
        this.slack = slack;
        this.settings = settings;
    }

    @Override
    public String vendor() {
        return "whisper";
    }

    @Override
    public Mono<Turn> turn(String lane, int most) {
        return transactions
                .commit(whispers.take(most).collectList())
                .map(due -> due.isEmpty()
                        ? new Turn.Idle()
                        : new Turn.Claimed(due.stream().map(this::say).toList()));
    }

    private Mono<Void> say(WhisperStore.Due due) {
        return slack.call(
                        client -> client.chatPostEphemeral(it ->
                                it.channel(due.channelId()).user(due.userId()).text(due.text())),
                        _ -> due)
                .doOnNext(outcome -> {
                    if (!(outcome instanceof Outcome.Delivered<?>)) {
                        LOG.warn("{} was not told that something did not count: {}", due.userId(), outcome);
                    }
                })
                .then();
    }

    /** None is kept that failed. */
    @Override
    public Mono<Long> retryFailed() {
        return Mono.just(0L);
    }

    @Override
    public Flux<String> lanesWithWork() {
        return settings.token().isEmpty()
                ? Flux.empty()
                : whispers.isWaiting()
                        .filter(Boolean::booleanValue)
                        .map(_ -> LANE)
                        .flux();
    }
}
