package dev.firebreak.notifier.slack.notice;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.notifier.command.CommandIds;
import dev.firebreak.notifier.delivery.Lanes;
import dev.firebreak.notifier.slack.card.Card;
import dev.firebreak.notifier.slack.card.SampleRenderer;
import java.time.InstantSource;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sends one of each message to whoever asks, and to nobody else: no incident, no page, no channel. */
public class Samples {
    private final NoticeStore notices;
    private final Transactions transactions;
    private final Lanes lanes;
    private final SampleRenderer renderer;
    private final InstantSource clock;

    Samples(NoticeStore notices, Transactions transactions, Lanes lanes, SampleRenderer renderer, InstantSource clock) {
        this.notices = notices;
        this.transactions = transactions;
        this.lanes = lanes;
        this.renderer = renderer;
        this.clock = clock;
    }

    /**
     * @param asked the same when Slack repeats the asking, which sends nothing twice
     * @return how many there are
     */
    public Mono<Integer> send(String userId, String asked) {
        List<Card> all = renderer.all(clock.instant());
        return transactions
                .commit(Flux.range(0, all.size())
                        .concatMap(i -> notices.put(
                                CommandIds.of("sample", asked, Integer.toString(i))
                                        .value(),
                                userId,
                                all.get(i)))
                        .collectList())
                .doOnNext(lanes::wake)
                .map(List::size);
    }
}
