package dev.firebreak.remediation.outgoing;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ways out that lead to this machine and ask nobody. */
public final class OpenOutside {
    private OpenOutside() {}

    /** @param world the sandbox's address: the providers' APIs are below it; null where none is needed */
    public static EgressSettings settings(@Nullable URI world) {
        String base = world == null ? "http://127.0.0.1:1" : world.toString();
        return new EgressSettings(
                null,
                List.of("127.0.0.0/8"),
                new EgressSettings.Providers(
                        URI.create(base + "/vercel"),
                        URI.create(base + "/github"),
                        URI.create(base + "/statuspage/v1"),
                        null),
                Duration.ofSeconds(2),
                16,
                Duration.ofMillis(1));
    }

    public static Outside to(@Nullable URI world) {
        return new GuardedOutside(settings(world), _ -> true);
    }

    public static Sockets sockets(AllowList allowList) {
        return new Sockets(settings(null), allowList);
    }
}
