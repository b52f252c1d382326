package dev.firebreak.remediation.outgoing;

import java.net.URI;
import reactor.core.publisher.Mono;

/** The one way out over HTTP. Never an error: what went wrong is an {@link Answer}. */
public interface Outside {
    /** To a place that the catalogue names. */
    Mono<Answer> call(Call call);

    /** To a provider's API that the operator's settings name: not looked up in the allow-list, never rewritten. */
    Mono<Answer> callProvider(Call call);

    /** Where the call to a place of the catalogue really goes, for people; the same URI unless a sandbox stands in. */
    URI destination(URI uri);
}
