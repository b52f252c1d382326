package dev.firebreak.incident.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.firebreak.embedded.SharedInfrastructure;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A page that is asked for again while nothing happened, and while something did. */
class RememberedIT {
    private final ConnectionFactory connections =
            ConnectionFactories.get(ConnectionFactoryOptions.parse("r2dbc:" + SharedInfrastructure.freshDatabase())
                    .mutate()
                    .option(
                            ConnectionFactoryOptions.USER,
                            SharedInfrastructure.database().user())
                    .option(
                            ConnectionFactoryOptions.PASSWORD,
                            SharedInfrastructure.database().password())
                    .build());

    private final DatabaseClient database = DatabaseClient.create(connections);
    private final DatabaseState state = new DatabaseState(database);
    private final List<String> read = new ArrayList<>();
    private final Remembered<String, Long> counts = new Remembered<>(key -> {
        read.add(key);
        return database.sql("select count(*) as found from thing")
                .map(row -> Objects.requireNonNull(row.get("found", Long.class)))
                .one();
    });

    @BeforeEach
    void create() {
        run("create table thing (id int)");
    }

    @Test
    void readsOnceInOneState() {
        run("insert into thing values (1)");
        String now = now();

        assertThat(ask("page", now)).isEqualTo(1);
        assertThat(ask("page", now)).isEqualTo(1);
        assertThat(read).containsExactly("page");
    }

    /** Other databases of the server count as well: their transactions have numbers of the same row. */
    @Test
    void isInOneStateWhileNothingIsWritten() {
        await().untilAsserted(() -> assertThat(now()).isEqualTo(now()));
    }

    @Test
    void readsAnewWhatAnybodyWrote() {
        assertThat(ask("page")).isZero();

        run("insert into thing values (1)");

        assertThat(ask("page")).isEqualTo(1);
        run("delete from thing");
        assertThat(ask("page")).isZero();
        assertThat(read).hasSize(3);
    }

    @Test
    void readsAnewWhatAnOlderTransactionWroteAndCommittedLate() {
        Connection older =
                Objects.requireNonNull(Mono.from(connections.create()).block());
        Mono.from(older.beginTransaction()).block();
        run(older, "insert into thing values (1)");
        run("insert into thing values (2)");
        assertThat(ask("page")).isEqualTo(1);

        Mono.from(older.commitTransaction()).block();

        assertThat(ask("page")).isEqualTo(2);
        Mono.from(older.close()).block();
    }

    @Test
    void readsOnceForWhoAsksWhileItIsRead() {
        String now = now();

        Mono.zip(counts.read("page", now), counts.read("page", now)).block();

        assertThat(read).hasSize(1);
    }

    @Test
    void forgetsAFailure() {
        run("drop table thing");
        String now = now();
        assertThatThrownBy(() -> counts.read("page", now).block()).isInstanceOf(DataAccessException.class);

        assertThatThrownBy(() -> counts.read("page", now).block()).isInstanceOf(DataAccessException.class);

        assertThat(read).as("asked again").hasSize(2);
    }

    @Test
    void keepsTheNewestQuestionsOnly() {
        String now = now();
        IntStream.rangeClosed(1, 17).forEach(page -> ask("page " + page, now));

        ask("page 17", now);
        assertThat(read).hasSize(17);
        ask("page 1", now);
        assertThat(read).hasSize(18);
    }

    private long ask(String key) {
        return ask(key, now());
    }

    private long ask(String key, String now) {
        return Objects.requireNonNull(counts.read(key, now).block());
    }

    private String now() {
        return Objects.requireNonNull(state.now().block());
    }

    private void run(String sql) {
        Connection connection =
                Objects.requireNonNull(Mono.from(connections.create()).block());
        run(connection, sql);
        Mono.from(connection.close()).block();
    }

    private static void run(Connection connection, String sql) {
        Flux.from(connection.createStatement(sql).execute())
                .flatMap(result -> result.getRowsUpdated())
                .blockLast();
    }
}
