package dev.firebreak.incident.deadletter;

import dev.firebreak.model.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody did with a letter. Written before it is done, so that a crash half-way leaves the name. */
record LetterAct(String act, Actor actor, @Nullable String reason, Instant at) {
    static final String REPLAY = "replay";
    static final String DISCARD = "discard";
}
