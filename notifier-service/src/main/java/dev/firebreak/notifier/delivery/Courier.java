package dev.firebreak.notifier.delivery;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Does a vendor's work, one piece a turn. */
public interface Courier {
    /** The first part of the names of its lanes. */
    String vendor();

    /** Claims the most urgent piece of work of the lane. */
    Mono<Turn> turn(String lane);

    /** What was refused about open incidents is due again: somebody may have corrected what was wrong. */
    Mono<Long> retryFailed();

    /** Lanes that have something to do now, whoever wrote it down. */
    Flux<String> lanesWithWork();
}
