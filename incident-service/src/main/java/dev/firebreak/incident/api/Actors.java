package dev.firebreak.incident.api;

import dev.firebreak.model.Actor;
import dev.firebreak.model.Origin;
import java.util.List;
import java.util.Locale;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** The person behind a request. */
public final class Actors {
    private static final String ROLE = "ROLE_";

    private Actors() {}

    public static Actor of(Authentication user) {
        if (user.getPrincipal() instanceof Actor actor) {
            return actor;
        }
        List<String> roles = user.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority != null && authority.startsWith(ROLE))
                .map(authority -> authority.substring(ROLE.length()).toLowerCase(Locale.ROOT))
                .toList();
        return new Actor(user.getName(), user.getName(), Origin.API, roles);
    }
}
