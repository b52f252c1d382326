package dev.firebreak.notifier.subject;

import dev.firebreak.model.wire.Wire;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Reads and writes columns. */
public final class Columns {
    private Columns() {}

    /** @throws IllegalStateException when it is null, which the schema rules out */
    public static <T> T required(Readable row, String column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        if (value == null) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return value;
    }

    public static <T> @Nullable T json(Readable row, String column, Class<T> type) {
        @Nullable Json json = row.get(column, Json.class);
        return json == null ? null : Wire.read(json.asArray(), type);
    }

    /** @throws IllegalStateException when it is null, which the schema rules out */
    public static <T> T requiredJson(Readable row, String column, Class<T> type) {
        return Wire.read(required(row, column, Json.class).asArray(), type);
    }

    public static Json json(Object value) {
        return Json.of(Wire.JSON.writeValueAsBytes(value));
    }

    /** One column of many rows, for {@code unnest}; its elements may be null. */
    public static <R, T> T[] array(
            Collection<R> rows, Function<? super R, ? extends @Nullable T> column, IntFunction<T[]> of) {
        return rows.stream().map(column).toArray(of);
    }

    /** For a column of texts that the statement casts: of instants there are no arrays to bind. */
    public static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
