package dev.firebreak.notifier.delivery;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Does a vendor's work, a few pieces a turn. */
public interface Courier {
    /** The first part of the names of its lanes. */
    String vendor();

    /**
     * Claims the most urgent pieces of work of the lane.
     *
     * @param most at least 1
     */
    Mono<Turn> turn(String lane, int most);

    /** What was refused about open incidents is due again: somebody may have corrected what was wrong. */
    Mono<Long> retryFailed();

    /** Lanes that have something to do now, whoever wrote it down. */
    Flux<String> lanesWithWork();
}
