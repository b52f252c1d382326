package dev.firebreak.incident.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From the provider's words for what a person may do to ours. */
record RoleMapping(String claim, Map<String, Role> roles) {
    static RoleMapping of(OidcSettings settings) {
        Map<String, Role> roles = new LinkedHashMap<>();
        for (String line : settings.roles()) {
            int equals = line.indexOf('=');
            try {
                Role role = Role.parse(line.substring(0, Math.max(equals, 0)).strip());
                roles.merge(line.substring(equals + 1).strip(), role, (a, b) -> a.compareTo(b) > 0 ? a : b);
            } catch (IllegalArgumentException e) {
                throw new UnusableSettingException("FIREBREAK_OIDC_ROLES: '" + line
                        + "' is not of the form role=word (role: viewer, responder, admin)");
            }
        }
        return new RoleMapping(settings.roleClaim(), Map.copyOf(roles));
    }

    /** The widest of those that the token names; empty when it names none that we know. */
    Optional<Role> of(Map<String, Object> claims) {
        return of(words(claims));
    }

    /** The provider's words for what a person may do, as a token has them. */
    List<String> words(Map<String, Object> claims) {
        return words(find(claims, claim));
    }

    /** The widest that such words mean. */
    Optional<Role> of(List<String> words) {
        return words.stream().map(roles::get).flatMap(Stream::ofNullable).max(Role::compareTo);
    }

    /** A claim's name may hold dots itself, so the whole name is tried first. */
    private static @Nullable Object find(Map<?, ?> claims, String path) {
        @Nullable Object whole = claims.get(path);
        int dot = path.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? find(inner, path.substring(dot + 1))
                : null;
    }

    private static List<String> words(@Nullable Object value) {
        return switch (value) {
            case Collection<?> many -> many.stream().map(String::valueOf).toList();
            case String text -> Arrays.asList(text.split("[ ,]+"));
            case null, default -> List.of();
        };
    }
}
