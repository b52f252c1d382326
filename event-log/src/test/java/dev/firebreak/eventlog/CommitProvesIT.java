package dev.firebreak.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ValidationDepth;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class CommitProvesIT {
    @SuppressWarnings("NullAway.Init")
    private Connection watched;

    @SuppressWarnings("NullAway.Init")
    private Connection observer;

    @BeforeEach
    void connect() {
        ConnectionFactory plain = FreshDatabase.connections();
        observer = connected(plain);
        watched = connected(new CommitProves().decorate(plain));
    }

    @AfterEach
    void close() {
        Mono.from(watched.close()).block();
        Mono.from(observer.close()).block();
    }

    @Test
    void asksNothingRightAfterAStatementThatWasAnsweredWhole() {
        run("select 'work'");

        assertThat(isValid()).isTrue();

        assertThat(lastStatement()).isEqualToIgnoringCase("select 'work'");
    }

    @Test
    void asksTheDatabaseAfterAStatementThatWasCancelled() {
        Flux.from(watched.createStatement("select 'work' from generate_series(1, 2)")
                        .execute())
                .flatMap(result -> result.map(row -> "one"))
                .take(1)
                .blockLast();

        assertThat(isValid()).isTrue();

        assertThat(lastStatement()).isEqualToIgnoringCase("select 1");
    }

    @Test
    void asksAfterAStatementOfATransactionThatIsOpen() {
        Mono.from(watched.beginTransaction()).block();
        run("select 'work'");

        assertThat(isValid()).isTrue();

        assertThat(lastStatement()).isEqualToIgnoringCase("select 1");
    }

    @Test
    void asksNothingRightAfterACommit() {
        Mono.from(watched.beginTransaction()).block();
        run("select 'work'");
        Mono.from(watched.commitTransaction()).block();

        assertThat(isValid()).isTrue();

        assertThat(lastStatement()).isEqualToIgnoringCase("commit");
    }

    @Test
    void asksAfterACommitThatSomethingFollowed() {
        Mono.from(watched.beginTransaction()).block();
        Mono.from(watched.commitTransaction()).block();
        watched.createStatement("select 'work'");

        assertThat(isValid()).isTrue();

        assertThat(lastStatement()).isEqualToIgnoringCase("select 1");
    }

    @Test
    void asksAfterATransactionThatWasRolledBack() {
        Mono.from(watched.beginTransaction()).block();
        Mono.from(watched.rollbackTransaction()).block();

        assertThat(isValid()).isTrue();

        assertThat(lastStatement()).isEqualToIgnoringCase("select 1");
    }

    private boolean isValid() {
        return Boolean.TRUE.equals(
                Mono.from(watched.validate(ValidationDepth.REMOTE)).block());
    }

    private void run(String sql) {
        Flux.from(watched.createStatement(sql).execute())
                .flatMap(result -> result.map(row -> "done"))
                .blockLast();
    }

    /** Of the watched connection, as the server saw it. */
    private String lastStatement() {
        return Objects.requireNonNull(Flux.from(observer.createStatement("""
                                select query from pg_stat_activity
                                where datname = current_database() and pid <> pg_backend_pid()
                                  and backend_type = 'client backend'
                                """).execute())
                .flatMap(result -> result.map(
                        row -> String.valueOf(row.get("query", String.class)).strip()))
                .blockLast());
    }

    private static Connection connected(ConnectionFactory factory) {
        return Objects.requireNonNull(Mono.<Connection>from(factory.create()).block());
    }
}
