package dev.firebreak.model.remediation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an action is about to do, rendered for people and bound by its hash to what they approve.
 *
 * @param action the type, such as {@code vercel.rollback}
 * @param target what it is done to, absolute and readable; never a secret
 * @param from the state it expects to find; null when it does not depend on one
 * @param to the state it will bring about
 * @param evidence why: what earlier steps found
 * @param guards names of those that said no and were passed by breaking the glass; usually none
 * @param hash SHA-256 in hex over all of the above and the catalogue's version
 */
public record Plan(
        String action,
        String target,
        @Nullable String from,
        String to,
        List<String> evidence,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> guards,
        String catalogVersion,
        String hash) {
    public Plan {
        evidence = List.copyOf(evidence);
        guards = Lists.orNone(guards);
    }

    /** One that no guard speaks against. */
    public Plan(
            String action,
            String target,
            @Nullable String from,
            String to,
            List<String> evidence,
            String catalogVersion,
            String hash) {
        this(action, target, from, to, evidence, List.of(), catalogVersion, hash);
    }
}
