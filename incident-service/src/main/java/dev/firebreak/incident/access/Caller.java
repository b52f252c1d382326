package dev.firebreak.incident.access;

import dev.firebreak.model.Actor;
import dev.firebreak.model.Origin;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Who sends a request, proven. The principal is the actor that facts and commands name. */
final class Caller extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient Actor actor;
    private final @Nullable Role role;
    private final @Nullable String system;
    private final boolean isProgram;

    private Caller(
            String id, String name, Origin origin, @Nullable Role role, @Nullable String system, boolean isProgram) {
        super(role == null ? List.of() : List.of(new SimpleGrantedAuthority("ROLE_" + role.name())));
        this.actor = new Actor(id, name, origin, role == null ? List.of() : List.of(role.word()));
        this.role = role;
        this.system = system;
        this.isProgram = isProgram;
        setAuthenticated(true);
    }

    static Caller user(String name, Role role) {
        return new Caller(name, name, Origin.API, role, null, false);
    }

    /** Somebody at the console. */
    static Caller atConsole(String name, Role role) {
        return new Caller(name, name, Origin.CONSOLE, role, null, false);
    }

    /** @param role null when the provider gives none: known, but allowed nothing */
    static Caller provided(String subject, String name, @Nullable Role role) {
        return new Caller("oidc:" + subject, name, Origin.API, role, null, false);
    }

    /** The same person at the console. */
    static Caller providedAtConsole(String subject, String name, Role role) {
        return new Caller("oidc:" + subject, name, Origin.CONSOLE, role, null, false);
    }

    static Caller program(ApiToken token) {
        return new Caller("token:" + token.id(), token.name(), Origin.API, token.role(), token.system(), true);
    }

    Actor actor() {
        return actor;
    }

    @Nullable
    Role role() {
        return role;
    }

    /** The only system that it may look at and act on; null for all. */
    @Nullable
    String system() {
        return system;
    }

    /** A program's key must not make further keys: they would outlive it. */
    boolean isProgram() {
        return isProgram;
    }

    @Override
    public Object getPrincipal() {
        return actor;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public String getName() {
        return actor.id();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Objects.hash(actor);
    }
}
