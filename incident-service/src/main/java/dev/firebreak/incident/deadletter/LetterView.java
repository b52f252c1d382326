package dev.firebreak.incident.deadletter;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.firebreak.incident.api.ConflictException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One letter with its content as it may be shown.
 *
 * @param key of the record; null when it has none
 * @param preview null for a record without a value
 * @param acts what was done with it, by whom and why; oldest first
 * @param returns what it came back as after it was sent again
 */
public record LetterView(
        @JsonUnwrapped KeptLetter letter,
        @Nullable String key,
        Map<String, String> headers,
        @Nullable Preview preview,
        List<LetterAct> acts,
        List<UUID> returns) {
    static LetterView of(KeptLetter kept, DeadLetter original, List<LetterAct> acts, List<UUID> returns) {
        Map<String, String> headers = new LinkedHashMap<>();
        original.headers().forEach((name, value) -> headers.put(name, Preview.masked(name, text(value))));
        byte @Nullable [] key = original.key();
        byte @Nullable [] value = original.value();
        return new LetterView(
                kept,
                key == null ? null : Preview.masked(text(key)),
                headers,
                value == null ? null : Preview.of(value),
                acts,
                returns);
    }

    Mono<LetterView> mustBeKept(UUID id) {
        return letter.state() == LetterState.DISCARDED
                ? Mono.error(new ConflictException("dead letter " + id + " was discarded"))
                : Mono.just(this);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
