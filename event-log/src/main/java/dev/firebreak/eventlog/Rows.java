package dev.firebreak.eventlog;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

/** Columns that are never null. */
final class Rows {
    private Rows() {}

    static <T> T required(Readable row, String column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        if (value == null) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return value;
    }
}
