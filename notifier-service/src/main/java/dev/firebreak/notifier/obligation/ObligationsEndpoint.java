package dev.firebreak.notifier.obligation;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import reactor.core.publisher.Mono;

/** Who is still to be told what, at {@code /actuator/obligations}: told beside health and figures, to whoever asks those. */
@Endpoint(id = "obligations")
class ObligationsEndpoint {
    private static final int USUAL = 50;
    private static final int MOST = 200;
    private static final int DEEPEST = 10_000;

    private final OwedStore owed;

    ObligationsEndpoint(OwedStore owed) {
        this.owed = owed;
    }

    /** Worst first. */
    @ReadOperation
    Mono<Owed.Part> owed(@Nullable Integer skip, @Nullable Integer limit) {
        return owed.worstFirst(within("skip", skip, 0, 0, DEEPEST), within("limit", limit, USUAL, 1, MOST));
    }

    private static int within(String name, @Nullable Integer given, int usual, int least, int most) {
        int value = Objects.requireNonNullElse(given, usual);
        if (value < least || value > most) {
            String problem = name + ": found " + value + ", expected a number from " + least + " to " + most;
            throw new InvalidEndpointRequestException(problem, problem);
        }
        return value;
    }
}
