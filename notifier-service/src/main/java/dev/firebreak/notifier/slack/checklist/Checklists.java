package dev.firebreak.notifier.slack.checklist;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.runbook.Checklist;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.remediation.ChecklistFact;
import dev.firebreak.notifier.command.CommandPublisher;
import dev.firebreak.notifier.delivery.Lanes;
import dev.firebreak.notifier.recurrence.Slots;
import dev.firebreak.notifier.slack.card.ChecklistRenderer;
import dev.firebreak.notifier.slack.notice.NoticeStore;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Posts lists when their time comes, once however many instances there are: whoever moves a list's row on in PostgreSQL
 * posts it. What was missed while nobody was there is posted late, as one list.
 */
public class Checklists implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Checklists.class);

    private final ChecklistStore store;
    private final NoticeStore notices;
    private final Transactions transactions;
    private final Lanes lanes;
    private final CommandPublisher commands;
    private final Supplier<Catalog> catalogs;
    private final InstantSource clock;
    private final Duration every;
    private volatile @Nullable Disposable looks;

    Checklists(
            ChecklistStore store,
            NoticeStore notices,
            Transactions transactions,
            Lanes lanes,
            CommandPublisher commands,
            Supplier<Catalog> catalogs,
            InstantSource clock,
            Duration every) {
        this.store = store;
        this.notices = notices;
        this.transactions = transactions;
        this.lanes = lanes;
        this.commands = commands;
        this.catalogs = catalogs;
        this.clock = clock;
        this.every = every;
    }

    /** Once the tables are there. */
    @Override
    public void start() {
        looks = Flux.interval(every).onBackpressureDrop().concatMap(_ -> look()).subscribe();
    }

    @Override
    public void stop() {
        @Nullable Disposable running = looks;
        if (running != null) {
            running.dispose();
            looks = null;
        }
    }

    @Override
    public boolean isRunning() {
        return looks != null;
    }

    private Mono<Void> look() {
        return Flux.fromIterable(catalogs.get().checklists())
                .filter(checklist -> !checklist.post().isEmpty())
                .concatMap(checklist -> post(checklist)
                        .onErrorResume(
                                failure -> logged("the list " + checklist.name() + " is not posted yet", failure)))
                .then(ask().onErrorResume(failure -> logged("checks are not asked for yet", failure)));
    }

    private static Mono<Void> logged(String what, Throwable failure) {
        LOG.warn("{}: {}", what, failure.toString());
        return Mono.empty();
    }

    private Mono<Void> post(Checklist checklist) {
        Instant now = clock.instant();
        return transactions
                .commit(store.slot(checklist, now)
                        .flatMap(used ->
                                Mono.justOrEmpty(Slots.since(used, checklist.schedule(), checklist.timezone(), now)))
                        .filterWhen(due -> store.claim(checklist, due.at()))
                        .flatMap(due -> post(checklist, due, now)))
                .doOnNext(lanes::wake)
                .then();
    }

    private Mono<List<String>> post(Checklist checklist, Slots.Due due, Instant now) {
        LOG.atInfo()
                .addKeyValue("system", checklist.system())
                .addKeyValue("checklist", checklist.name())
                .log("posted, due {}", due.at());
        return lastWeek(checklist, due.at())
                .defaultIfEmpty("")
                .flatMap(lastWeek -> store.close(checklist, now)
                        .collectList()
                        .flatMap(before -> store.add(checklist, due, now, lastWeek.isEmpty() ? null : lastWeek)
                                .map(id -> {
                                    List<UUID> changed = new ArrayList<>(before);
                                    changed.add(id);
                                    return changed;
                                })))
                .flatMapIterable(changed -> changed)
                .concatMap(this::show)
                .collectList()
                .map(all -> all.stream().flatMap(List::stream).toList());
    }

    /** Told with the first list of a week; empty for others, and when there was none in the week before. */
    private Mono<String> lastWeek(Checklist checklist, Instant due) {
        ZoneId zone = checklist.timezone();
        LocalDate monday = LocalDate.ofInstant(due, zone).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        Instant begins = monday.atStartOfDay(zone).toInstant();
        Instant before = monday.minusWeeks(1).atStartOfDay(zone).toInstant();
        return store.isPostedBetween(checklist, begins, due)
                .filter(isPosted -> !isPosted)
                .flatMap(_ -> store.week(checklist, before, begins))
                .map(ChecklistStore.Week::words);
    }

    /** Writes down what the list's messages should show now. Answers their lanes. */
    private Mono<List<String>> show(UUID id) {
        return store.load(id)
                .flatMapMany(post -> Flux.fromIterable(post.channels())
                        .concatMap(channel ->
                                notices.put(post.notice(channel), channel, ChecklistRenderer.render(post.view()))))
                .collectList();
    }

    private Mono<Void> ask() {
        return transactions
                .commit(store.toAsk(clock.instant()).collectList())
                .flatMapIterable(asked -> asked)
                .concatMap(asked -> Mono.fromFuture(() -> commands.publish(new Command.CheckChecklist(
                        EventId.next(), Actor.FIREBREAK, clock.instant(), asked.post(), asked.system(), asked.name()))))
                .then();
    }

    /** What the checks saw. A repeat changes nothing. */
    public Mono<Void> answered(ChecklistFact fact) {
        return changed(fact.post(), store.answer(fact)).then();
    }

    /** Somebody did it. Empty when it counts, else why it does not. */
    public Mono<String> tick(UUID post, int position, Actor actor) {
        return changed(post, store.tick(post, position, actor.name(), clock.instant()))
                .filter(isChanged -> !isChanged)
                .map(_ -> "That was ticked already, or the next list is there.");
    }

    /** The checks that were not good are made once more. Empty when it counts, else why it does not. */
    public Mono<String> checkAgain(UUID post) {
        return changed(post, store.askAgain(post))
                .flatMap(isChanged -> isChanged
                        ? ask().then(Mono.<String>empty())
                        : Mono.just("They are being made, or the next list is there."));
    }

    private Mono<Boolean> changed(UUID post, Mono<Boolean> change) {
        return transactions
                .commit(change.flatMap(isChanged -> isChanged ? show(post) : Mono.just(List.<String>of())))
                .doOnNext(lanes::wake)
                .map(woken -> !woken.isEmpty());
    }
}
