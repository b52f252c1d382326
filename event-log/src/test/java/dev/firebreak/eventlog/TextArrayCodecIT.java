package dev.firebreak.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.postgresql.extension.Extension;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** What PostgreSQL makes of arrays of texts that were sent as bytes. */
class TextArrayCodecIT {
    private final DatabaseClient database = DatabaseClient.create(FreshDatabase.connections());

    @Test
    void theDriverFindsIt() {
        assertThat(ServiceLoader.load(Extension.class)).hasAtLeastOneElementOfType(Codecs.class);
    }

    @Test
    void eachTextArrivesAsItIs() {
        String[] texts = {
            "plain",
            "",
            " ",
            "NULL",
            "null",
            "a,b",
            "{x}",
            "\"quoted\"",
            "back\\slash",
            "it's",
            "line\nbreak\ttab",
            "Größe",
            "日本語",
            "🔥 and 👩‍🚒",
            "{\"a\":[\"b\\\"c\",null]}",
            "x".repeat(100_000)
        };

        assertThat(sent(texts)).containsExactly(texts);
    }

    @Test
    void manyArriveInTheirOrder() {
        String[] texts = IntStream.range(0, 20_000).mapToObj(Integer::toString).toArray(String[]::new);

        assertThat(sent(texts)).containsExactly(texts);
    }

    @Test
    void noneAreAnEmptyArray() {
        assertThat(sent(new String[0])).isEmpty();
        assertThat(database.sql("select cardinality(:texts) as count")
                        .bind("texts", new String[0])
                        .map(row -> row.get("count", Integer.class))
                        .one()
                        .block())
                .isZero();
    }

    @Test
    void nullIsNullAndNotAText() {
        @Nullable String[] texts = {"a", null, "b"};

        assertThat(database.sql("select text from unnest(:texts) with ordinality as t (text, place) order by place")
                        .bind("texts", texts)
                        .map(row -> Optional.ofNullable(row.get("text", String.class)))
                        .all()
                        .collectList()
                        .block())
                .containsExactly(Optional.of("a"), Optional.empty(), Optional.of("b"));
    }

    @Test
    void isComparedWithAColumnOfText() {
        database.sql("create table thing (name text primary key)").then().block();
        database.sql("insert into thing select text from unnest(:texts) as text")
                .bind("texts", new String[] {"a", "b", "c"})
                .then()
                .block();

        assertThat(database.sql("select name from thing where name = any(:some) order by name")
                        .bind("some", new String[] {"c", "a", "x"})
                        .map(row -> row.get("name", String.class))
                        .all()
                        .collectList()
                        .block())
                .containsExactly("a", "c");
    }

    @Test
    void theDriverStillReadsArraysAndSendsMissingOnes() {
        assertThat(database.sql("select cast(:texts as text[]) as texts")
                        .bind("texts", new String[] {"a", "b"})
                        .map(row -> row.get("texts", String[].class))
                        .one()
                        .block())
                .containsExactly("a", "b");
        assertThat(database.sql("select cast(:texts as text[]) is null as missing")
                        .bind("texts", Parameters.in(R2dbcType.VARCHAR))
                        .map(row -> row.get("missing", Boolean.class))
                        .one()
                        .block())
                .isTrue();
        assertThat(database.sql("select cast(:texts as text[]) is null as missing")
                        .bindNull("texts", String[].class)
                        .map(row -> row.get("missing", Boolean.class))
                        .one()
                        .block())
                .isTrue();
    }

    @Test
    void isSentAsTheTypeThatIsAskedForOrRefused() {
        String[] texts = {"a", "b"};

        assertThat(typeOf(Parameters.in(PostgresqlObjectId.TEXT_ARRAY, texts))).isEqualTo("text[]");
        assertThat(typeOf(Parameters.in(PostgresqlObjectId.VARCHAR_ARRAY, texts)))
                .isEqualTo("character varying[]");
        assertThatThrownBy(() -> typeOf(Parameters.in(PostgresqlObjectId.JSONB_ARRAY, texts)))
                .hasStackTraceContaining("cast them in the statement");
    }

    private @Nullable String typeOf(Parameter texts) {
        return database.sql("select cast(pg_typeof(:texts) as text) as type")
                .bind("texts", texts)
                .map(row -> Objects.requireNonNull(row.get("type", String.class)))
                .one()
                .block();
    }

    private List<String> sent(String[] texts) {
        @Nullable
        List<String> found = database.sql(
                        "select text from unnest(:texts) with ordinality as t (text, place) order by place")
                .bind("texts", texts)
                .map(row -> Optional.ofNullable(row.get("text", String.class)).orElseThrow())
                .all()
                .collectList()
                .block();
        return found == null ? Collections.emptyList() : found;
    }
}
