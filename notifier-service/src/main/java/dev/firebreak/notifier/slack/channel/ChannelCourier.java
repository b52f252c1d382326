package dev.firebreak.notifier.slack.channel;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.notifier.delivery.BackOff;
import dev.firebreak.notifier.delivery.Courier;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.delivery.Turn;
import dev.firebreak.notifier.slack.SlackSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings incidents' own channels to what they should be, a step at a time. */
class ChannelCourier implements Courier {
    static final String VENDOR = "incident-channel";
    static final String LANE = VENDOR + "/slack";

    private static final Turn NO_TOKEN = new Turn.Waiting(Duration.ofMinutes(1));
    private static final Logger LOG = LoggerFactory.getLogger(ChannelCourier.class);

    private final ChannelStore channels;
    private final Transactions transactions;
    private final ChannelCalls calls;
    private final People people;
    private final SlackSettings settings;

    ChannelCourier(
            ChannelStore channels,
            Transactions transactions,
            ChannelCalls calls,
            People people,
            SlackSettings settings) {
        this.channels = channels;
        this.transactions = transactions;
        this.calls = calls;
        this.people = people;
        this.settings = settings;
    }

    @Override
    public String vendor() {
        return VENDOR;
    }

    @Override
    public Mono<Turn> turn(String lane, int most) {
        if (!hasToken()) {
            return Mono.just(NO_TOKEN);
        }
        return transactions
                .commit(channels.claim(most).collectList())
                .flatMap(claimed -> claimed.isEmpty()
                        ? channels.untilDue().<Turn>map(Turn.Waiting::new).defaultIfEmpty(new Turn.Idle())
                        : Mono.just(new Turn.Claimed(
                                claimed.stream().map(this::step).toList())));
    }

    private Mono<Void> step(IncidentChannel channel) {
        Task task = Task.next(channel, people.of(channel));
        return calls.carryOut(channel, task).flatMap(outcome -> written(channel, task, outcome));
    }

    private Mono<Void> written(IncidentChannel channel, Task task, Outcome<String> outcome) {
        return switch (outcome) {
            case Outcome.Delivered<String>(String receipt) -> channels.done(channel, task, receipt);
            case Outcome.Later<String>(String reason, @Nullable Duration after, boolean _) -> {
                Duration delay = after == null ? BackOff.after(channel.attempts() + 1) : after;
                report(channel, reason + ", trying again in " + delay);
                yield channels.later(channel, delay);
            }
            case Outcome.Refused<String>(String reason) -> {
                report(channel, reason);
                // Whom Slack does not let in, or who is in already, keeps nobody else out.
                yield task instanceof Task.Invite
                        ? channels.done(channel, task, "")
                        : channels.refused(channel, reason);
            }
        };
    }

    private static void report(IncidentChannel channel, String reason) {
        LOG.atWarn().addKeyValue("incidentId", channel.incident().id()).log("channel {}: {}", channel.name(), reason);
    }

    @Override
    public Mono<Long> retryFailed() {
        return hasToken() ? channels.retryRefused() : Mono.just(0L);
    }

    @Override
    public Flux<String> lanesWithWork() {
        return hasToken()
                ? channels.isDue().filter(Boolean::booleanValue).map(_ -> LANE).flux()
                : Flux.empty();
    }

    private boolean hasToken() {
        return !settings.botToken().isBlank();
    }
}
