package dev.firebreak.eventlog;

import static dev.firebreak.eventlog.Facts.entry;
import static dev.firebreak.eventlog.Facts.fact;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.notification.NotificationFact;
import dev.firebreak.model.wire.Topic;
import dev.firebreak.model.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the event log promises, whichever Kafka and PostgreSQL it meets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EventLogContract {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String TOPIC = Topic.NOTIFICATIONS.topicName();

    @SuppressWarnings("NullAway.Init")
    private Infrastructure infrastructure;

    @SuppressWarnings("NullAway.Init")
    private TestService service;

    abstract Infrastructure startInfrastructure();

    @BeforeAll
    void start() {
        infrastructure = startInfrastructure();
        service = TestService.start(infrastructure);
    }

    @AfterAll
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void carriesEachSubjectInOrderWithoutGapsWhileManyAppendAtOnce() {
        List<IncidentId> subjects = Stream.generate(IncidentId::next).limit(10).toList();

        Flux.fromIterable(subjects)
                .flatMap(subject -> Flux.range(1, 40)
                        .concatMap(seq ->
                                service.transactions().commit(service.eventLog().append(entry(subject, seq)))))
                .then()
                .block();

        try (Topics.Reader reader = Topics.reader(infrastructure.kafka(), TOPIC)) {
            List<String> expected =
                    IntStream.rangeClosed(1, 40).mapToObj(Integer::toString).toList();
            subjects.forEach(subject -> await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(details(reader.of(subject.toString()))).isEqualTo(expected)));
        }
    }

    @Test
    void carriesAwayMoreThanItHandsToTheBrokerAtOnce() {
        IncidentId subject = IncidentId.next();
        List<Entry> entries = IntStream.rangeClosed(1, 1_000)
                .mapToObj(seq -> entry(subject, seq))
                .toList();

        service.transactions().commit(service.eventLog().append(entries)).block();

        try (Topics.Reader reader = Topics.reader(infrastructure.kafka(), TOPIC)) {
            List<String> expected =
                    IntStream.rangeClosed(1, 1_000).mapToObj(Integer::toString).toList();
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(details(reader.of(subject.toString()))).isEqualTo(expected));
        }
    }

    @Test
    void keepsToItselfWhatOthersToldAlready() {
        IncidentId subject = IncidentId.next();

        service.append(entry(subject, 1).keptToItself());
        service.append(entry(subject, 2));

        try (Topics.Reader reader = Topics.reader(infrastructure.kafka(), TOPIC)) {
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(details(reader.of(subject.toString()))).containsExactly("2"));
        }
        assertThat(service.eventLog()
                        .read(subject.value(), 0, 10)
                        .map(LoggedEvent::seq)
                        .collectList()
                        .block())
                .containsExactly(1L, 2L);
    }

    @Test
    void sendsTheVeryBytesAndHeadersThatWereAppended() {
        IncidentId subject = IncidentId.next();
        Entry entry = entry(subject, 1, "odd \u0000 \u2028 \"quotes\" \\ é 漢 \uD83D\uDE80");

        service.append(entry);

        try (Topics.Reader reader = Topics.reader(infrastructure.kafka(), TOPIC)) {
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(reader.of(subject.toString())).hasSize(1));
            ConsumerRecord<byte[], byte[]> record =
                    reader.of(subject.toString()).getFirst();
            assertThat(record.value()).isEqualTo(entry.message().value());
            entry.message()
                    .headers()
                    .forEach((name, value) ->
                            assertThat(Topics.header(record, name)).isEqualTo(value));
            assertThat(service.eventLog()
                            .read(subject.value(), 0, 10)
                            .collectList()
                            .block())
                    .singleElement()
                    .satisfies(logged -> {
                        assertThat(logged.value().getBytes(UTF_8))
                                .isEqualTo(entry.message().value());
                        assertThat(logged.actor()).isEqualTo(entry.actor());
                        assertThat(logged.occurredAt()).isEqualTo(entry.occurredAt());
                    });
        }
    }

    @Test
    void sendsNothingOfATransactionThatRolledBack() {
        IncidentId subject = IncidentId.next();

        assertThatThrownBy(() -> service.transactions()
                        .commit(service.eventLog()
                                .append(entry(subject, 1, "undone"))
                                .then(Mono.error(new IllegalStateException("changed my mind"))))
                        .block())
                .hasMessage("changed my mind");
        service.append(entry(subject, 1, "done"));

        try (Topics.Reader reader = Topics.reader(infrastructure.kafka(), TOPIC)) {
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(details(reader.of(subject.toString()))).containsExactly("done"));
        }
    }

    @Test
    void refusesToAppendOutsideATransaction() {
        assertThatThrownBy(() ->
                        service.eventLog().append(entry(IncidentId.next(), 1)).block())
                .hasMessageContaining("transaction");
    }

    @Test
    void tellsALostRaceAndRepeatsTheWholeWork() {
        IncidentId subject = IncidentId.next();
        service.append(entry(subject, 1));
        assertThatThrownBy(() -> service.transactions()
                        .commit(service.transactions().commit(service.eventLog().append(entry(subject, 1))))
                        .block())
                .isInstanceOf(LostRaceException.class);

        Mono<Void> appendNext = service.eventLog()
                .lastSeq(subject.value())
                .flatMap(last -> service.eventLog().append(entry(subject, last + 1)));
        Flux.range(0, 8)
                .flatMap(_ -> service.transactions().commit(appendNext))
                .then()
                .block();

        assertThat(service.eventLog()
                        .read(subject.value(), 0, 100)
                        .map(LoggedEvent::seq)
                        .collectList()
                        .block())
                .isEqualTo(LongStream.rangeClosed(1, 9).boxed().toList());
    }

    @Test
    void repeatsWorkThatWaitedForWorkThatWaitedForIt() {
        CompletableFuture<Boolean> hasOne = new CompletableFuture<>();
        CompletableFuture<Boolean> hasOther = new CompletableFuture<>();

        Mono<Boolean> done = Mono.when(
                        service.transactions()
                                .commit(lock(1, hasOne)
                                        .then(Mono.fromFuture(hasOther, true))
                                        .then(lock(2, hasOther))),
                        service.transactions()
                                .commit(lock(2, hasOther)
                                        .then(Mono.fromFuture(hasOne, true))
                                        .then(lock(1, hasOne))))
                .thenReturn(true);

        assertThat(done.block(SOON)).isTrue();
    }

    private Mono<Boolean> lock(int number, CompletableFuture<Boolean> held) {
        return service.database()
                .sql("select pg_advisory_xact_lock(" + number + ")::text")
                .map(_ -> true)
                .one()
                .doOnNext(held::complete);
    }

    @Test
    void commitsEvenWhenTheCallerGoesAway() {
        IncidentId subject = IncidentId.next();

        service.transactions()
                .commit(service.database()
                        .sql("select pg_sleep(0.3)")
                        .then()
                        .then(service.eventLog().append(entry(subject, 1))))
                .subscribe()
                .dispose();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                service.eventLog().lastSeq(subject.value()).block())
                        .isEqualTo(1));
    }

    @Test
    void theServerItselfEndsWhatTakesTooLong() {
        assertThat(service.database()
                        .sql("select current_setting('statement_timeout') || ' ' || current_setting('lock_timeout')"
                                + " || ' ' || current_schema() as limits")
                        .map(row -> Rows.required(row, "limits", String.class))
                        .one()
                        .block())
                .isEqualTo("10s 5s events");
    }

    @Test
    void takesEachKeyInOncePerConsumer() {
        String key = "delivery-" + IncidentId.next();
        String longKey = "long-" + IncidentId.next() + "\0".repeat(3000);
        Inbox inbox = service.inbox();

        List<Boolean> answers = Flux.range(0, 10)
                .flatMap(_ -> service.transactions().commit(inbox.firstTime("intake", key)))
                .collectList()
                .blockOptional()
                .orElseThrow();

        assertThat(answers).containsOnlyOnce(true);
        assertThat(inbox.firstTime("other", key).block()).isTrue();
        assertThat(inbox.newOnes("intake", List.of(key, key + "a", key + "a", longKey))
                        .block())
                .isEqualTo(Set.of(key + "a", longKey));
        assertThat(inbox.firstTime("intake", longKey).block()).isFalse();
    }

    @Test
    void forgetsOnlyWhatIsOldInTheInbox() {
        String key = "old-" + IncidentId.next();
        service.inbox().firstTime("intake", key).block();

        service.inbox().forgetOlderThan(Duration.ofDays(7)).block();
        assertThat(service.inbox().firstTime("intake", key).block()).isFalse();

        service.database()
                .sql("update inbox set received_at = received_at - interval '8 days' where message_key = :key")
                .bind("key", key)
                .fetch()
                .rowsUpdated()
                .block();
        service.inbox().forgetOlderThan(Duration.ofDays(7)).block();
        assertThat(service.inbox().firstTime("intake", key).block()).isTrue();
    }

    @Test
    void anotherInstanceGoesOnWhenTheFirstOneStops() {
        IncidentId subject = IncidentId.next();
        await().atMost(SOON).until(() -> service.relay().isLeading());
        try (TestService second = TestService.start(infrastructure);
                Topics.Reader reader = Topics.reader(infrastructure.kafka(), TOPIC)) {
            second.append(entry(subject, 1));
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(details(reader.of(subject.toString()))).containsExactly("1"));
            assertThat(second.relay().isLeading()).isFalse();

            service.close();
            second.append(entry(subject, 2));
            // The first one may have left without a mark at what it had sent: readers drop the repeat.
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(details(reader.of(subject.toString())).stream()
                                    .distinct())
                            .containsExactly("1", "2"));
            assertThat(second.relay().isLeading()).isTrue();
        } finally {
            service = TestService.start(infrastructure);
        }
    }

    @Test
    void putsWhatItCannotReadOnTheDeadLetterTopicAndHandlesItsNeighbours() throws Exception {
        String key = IncidentId.next().toString();
        byte[] poison = "{\"id\": not json".getBytes(UTF_8);

        Topics.write(infrastructure.kafka(), "test.batches", key, bytes(key, "a"), poison, bytes(key, "b"));
        Topics.write(infrastructure.kafka(), "test.singles", key, poison, bytes(key, "c"));

        await().atMost(SOON).untilAsserted(() -> assertThat(handled(key)).containsExactlyInAnyOrder("a", "b", "c"));
        assertThat(handled(key).stream().filter(not("c"::equals))).containsExactly("a", "b");
        for (String topic : List.of("test.batches", "test.singles")) {
            try (Topics.Reader reader = Topics.reader(infrastructure.kafka(), topic + ".dlt")) {
                await().atMost(SOON).until(() -> !reader.of(key).isEmpty());
                assertThat(reader.of(key)).singleElement().satisfies(letter -> {
                    assertThat(letter.value()).isEqualTo(poison);
                    assertThat(Topics.header(letter, DeadLetterHeaders.TOPIC)).isEqualTo(topic);
                    assertThat(Topics.header(letter, DeadLetterHeaders.PARTITION))
                            .isEqualTo("0");
                    assertThat(Topics.header(letter, DeadLetterHeaders.OFFSET)).containsOnlyDigits();
                    assertThat(Topics.header(letter, DeadLetterHeaders.CAUSE)).contains("StreamReadException");
                });
            }
        }
    }

    @Test
    void findsTheOneRecordOfABatchThatCanNeverBeHandled() throws Exception {
        String key = IncidentId.next().toString();
        service.handling().handler = records -> records.stream()
                        .anyMatch(record -> record.value().detail().equals("bad"))
                ? service.database().sql("select 'x'::text::integer").fetch().rowsUpdated()
                : Mono.empty();

        Topics.write(infrastructure.kafka(), "test.batches", key, bytes(key, "a"), bytes(key, "bad"), bytes(key, "b"));

        try (Topics.Reader reader = Topics.reader(infrastructure.kafka(), "test.batches.dlt")) {
            await().atMost(SOON).untilAsserted(() -> assertThat(handled(key)).containsExactly("a", "b"));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(details(reader.of(key))).containsExactly("bad"));
        } finally {
            service.handling().handler = _ -> Mono.empty();
        }
    }

    @Test
    void deliversAgainUntilTheOutsideWorldRecovers() throws Exception {
        String key = IncidentId.next().toString();
        AtomicInteger tries = new AtomicInteger();
        service.handling().handler =
                records -> tries.incrementAndGet() < 13 ? Mono.error(new ClassCastExceptionInDisguise()) : Mono.empty();

        Topics.write(infrastructure.kafka(), "test.batches", key, bytes(key, "a"), bytes(key, "b"));
        await().atMost(SOON).untilAsserted(() -> assertThat(handled(key)).containsExactly("a", "b"));
        assertThat(tries.get()).isGreaterThanOrEqualTo(13);

        tries.set(0);
        Topics.write(infrastructure.kafka(), "test.singles", key, bytes(key, "c"));
        await().atMost(SOON).untilAsserted(() -> assertThat(handled(key)).containsExactly("a", "b", "c"));
        assertThat(tries.get()).isEqualTo(13);
        service.handling().handler = _ -> Mono.empty();
    }

    private List<String> handled(String key) {
        return service.handling().done.stream()
                .filter(record -> key.equals(record.key()))
                .map(record -> record.value().detail())
                .toList();
    }

    private static byte[] bytes(String subject, String detail) {
        return Wire.of(fact(IncidentId.parse(subject), detail)).value();
    }

    private static List<String> details(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> Wire.read(record.value(), NotificationFact.class).detail())
                .toList();
    }

    /** What Spring Kafka itself would skip at once, inside what we must repeat. */
    private static final class ClassCastExceptionInDisguise extends IllegalStateException {
        ClassCastExceptionInDisguise() {
            super("the database is away", new ClassCastException());
        }
    }
}
