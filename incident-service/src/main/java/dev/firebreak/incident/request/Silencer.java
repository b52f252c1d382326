package dev.firebreak.incident.request;

import dev.firebreak.model.Actor;
import dev.firebreak.model.incident.IncidentEvent;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Holds back what people do not want to hear of. */
public interface Silencer {
    /** Within the caller's transaction. */
    Mono<Void> silence(IncidentEvent.Silenced wish, Actor by, Instant now);
}
