package dev.firebreak.incident.deadletter;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A letter in the list.
 *
 * @param number counts up as letters come in; the newest is first
 * @param bytes of the value; null when it has none
 * @param changedAt when it was replayed or discarded, the last time
 */
public record KeptLetter(
        @JsonIgnore long number,
        UUID id,
        LetterState state,
        String topic,
        int partition,
        long offset,
        String consumer,
        String type,
        String cause,
        Instant failedAt,
        @Nullable Integer bytes,
        @Nullable UUID replayOf,
        @Nullable Instant changedAt) {}
