package dev.firebreak.sandbox.call;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;

/** Whom a stand-in stands for, told by the path. The controls of the sandbox itself belong to nobody. */
public enum Provider {
    SLACK("/slack/api/.*"),
    PAGERDUTY("/pagerduty/(v2|rest)/.*"),
    VERCEL("/vercel/v\\d+/.*"),
    STATUSPAGE("/statuspage/v1/pages/.*"),
    GITHUB("/github/repos/.*"),
    HOSTS("/hosts/.*");

    private static final Pattern SLACK_READS =
            Pattern.compile("/slack/api/((auth|users|apps)\\..*|conversations\\.(list|info|history|replies))");

    private final Pattern paths;

    Provider(String paths) {
        this.paths = Pattern.compile(paths);
    }

    static Optional<Provider> of(String path) {
        return Arrays.stream(values())
                .filter(provider -> provider.paths.matcher(path).matches())
                .findFirst();
    }

    /** As the ledger writes it. */
    String ledgerName() {
        return this == HOSTS ? "host" : name().toLowerCase(Locale.ROOT);
    }

    boolean changesSomething(HttpMethod method, String path) {
        if (this == SLACK) {
            return !SLACK_READS.matcher(path).matches();
        }
        return !HttpMethod.GET.equals(method) && !HttpMethod.HEAD.equals(method);
    }
}
