package dev.firebreak.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.ConnectionFactory;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple3;

/** Questions of a transaction that are asked without waiting for each answer. */
class TogetherIT {
    private final ConnectionFactory connections = FreshDatabase.connections();
    private final DatabaseClient database = DatabaseClient.create(connections);
    private final Transactions transactions = new Transactions(new R2dbcTransactionManager(connections));

    @Test
    void areAnsweredInTheirOrder() {
        database.sql("create table thing (id int primary key)").then().block();

        Tuple3<Long, Long, Long> found = Objects.requireNonNull(transactions
                .commit(Transactions.together(insert(1), count(), insert(2)))
                .block());

        assertThat(found).containsExactly(1L, 1L, 1L);
        assertThat(count().block()).isEqualTo(2);
    }

    @Test
    void failWithWhatFailedFirst() {
        database.sql("create table thing (id int primary key)").then().block();

        assertThatThrownBy(() -> transactions
                        .commit(Transactions.together(insert(1), insert(1), count()))
                        .block())
                .isInstanceOf(DuplicateKeyException.class);

        assertThat(count().block()).as("nothing is left of it").isZero();
    }

    @Test
    void areAskedAgainAfterALostRace() {
        AtomicInteger tries = new AtomicInteger();

        assertThat(transactions
                        .commit(Mono.defer(() -> Transactions.together(
                                tries.incrementAndGet() == 1 ? losing() : answer(), answer(), answer())))
                        .block())
                .isNotNull();
        assertThat(tries).hasValue(2);
    }

    private Mono<Long> losing() {
        return database.sql("do $$ begin raise exception 'lost' using errcode = '40001'; end $$")
                .fetch()
                .rowsUpdated();
    }

    private Mono<Long> answer() {
        return number("select cast(1 as bigint) as n");
    }

    private Mono<Long> insert(int id) {
        return database.sql("insert into thing values (" + id + ")").fetch().rowsUpdated();
    }

    private Mono<Long> count() {
        return number("select count(*) as n from thing");
    }

    private Mono<Long> number(String sql) {
        return database.sql(sql)
                .map(row -> Objects.requireNonNull(row.get("n", Long.class)))
                .one();
    }
}
