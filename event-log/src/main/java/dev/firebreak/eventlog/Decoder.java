package dev.firebreak.eventlog;

import dev.firebreak.model.wire.Wire;
import org.jspecify.annotations.Nullable;

/** Turns a record's bytes into what a consumer handles. Whatever it throws makes the record poison. */
@FunctionalInterface
public interface Decoder<T> {
    /**
     * @param type the CloudEvents type; empty when the record has none
     * @return null when the record is not meant for this consumer
     */
    @Nullable
    T decode(String type, byte[] value);

    static <T> Decoder<T> of(Class<T> type) {
        return (_, value) -> Wire.read(value, type);
    }
}
