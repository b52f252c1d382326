package dev.firebreak.incident.access;

import dev.firebreak.model.Secret;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** What a request brings to prove who sends it; nothing of it is believed yet. */
final class Attempt extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final @Nullable String user;
    private final transient Secret proof;
    private final String address;

    private Attempt(@Nullable String user, Secret proof, String address) {
        super(List.of());
        this.user = user;
        this.proof = proof;
        this.address = address;
    }

    static Attempt password(String user, String password, String address) {
        return new Attempt(user, new Secret(password), address);
    }

    static Attempt bearer(String token, String address) {
        return new Attempt(null, new Secret(token), address);
    }

    /** Null when it comes with a bearer's token. */
    @Nullable
    String user() {
        return user;
    }

    Secret proof() {
        return proof;
    }

    String address() {
        return address;
    }

    @Override
    public Object getPrincipal() {
        return Objects.requireNonNullElse(user, "bearer");
    }

    @Override
    public Object getCredentials() {
        return proof; // prints as ***
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
