package dev.firebreak.remediation.step;

import dev.firebreak.catalog.runbook.Arguments;
import dev.firebreak.catalog.system.Target;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an HTTP step goes: a named target, or the URL that a check may write out, with a path below it.
 *
 * @param tokenSecret names the bearer token; null for none
 */
public record HttpPlace(URI uri, @Nullable String tokenSecret) {
    /** @throws IllegalArgumentException when the two do not make a URL */
    public static HttpPlace of(Arguments arguments) {
        Optional<Target> target = arguments.findTarget("target");
        Optional<String> path = arguments.findText("path");
        if (target.isPresent() && target.get() instanceof Target.Http http) {
            return new HttpPlace(join(http.url(), path), http.tokenSecret());
        }
        return new HttpPlace(join(URI.create(arguments.text("url")), path), null);
    }

    /** A path that begins with a slash replaces the target's own; scheme, host and port always stay the target's. */
    private static URI join(URI base, Optional<String> path) {
        if (path.isEmpty()) {
            return base;
        }
        String below = path.get();
        String origin = base.getScheme() + "://" + base.getRawAuthority();
        String folder = base.getRawPath().endsWith("/") ? base.getRawPath() : base.getRawPath() + "/";
        return URI.create(origin + (below.startsWith("/") ? below : folder + below));
    }
}
