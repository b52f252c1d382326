package dev.firebreak.remediation.check;

import dev.firebreak.remediation.step.StepRequest;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Looks at something and changes nothing. One class per kind, found by its type. */
public interface Check {
    /** As runbooks write it, such as {@code http.status}. */
    String type();

    /** Names of the parameters that it reads, the same as in the catalogue's table of types. */
    Set<String> parameters();

    /** A target that cannot be reached is a finding, not an error. */
    Mono<Finding> look(StepRequest request);
}
