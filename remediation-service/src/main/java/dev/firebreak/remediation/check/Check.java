package dev.firebreak.remediation.check;

import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.step.StepRequest;
import reactor.core.publisher.Mono;

/** Looks at something and changes nothing. One class per kind, found by its type. */
public interface Check {
    /** Its name and parameters: what a catalogue may write, and what {@link StepRequest} then holds. */
    StepType declares();

    /** What makes it good, and its output, for people: docs/actions.md is made of it. */
    String sees();

    /** As runbooks write it, such as {@code http.status}. */
    default String type() {
        return declares().name();
    }

    /** A target that cannot be reached is a finding, not an error. */
    Mono<Finding> look(StepRequest request);
}
