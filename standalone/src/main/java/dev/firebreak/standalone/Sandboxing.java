package dev.firebreak.standalone;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.system.Target;
import dev.firebreak.model.Secrets;
import dev.firebreak.model.incident.Receiver;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the sandbox stands in for: each provider that no credential was given for, and the secrets that the runbooks name
 * and nobody set.
 *
 * @param secrets values for these secrets, by the setting's name
 */
record Sandboxing(Set<Provider> providers, Map<String, String> secrets) {
    static final String SWITCH = "FIREBREAK_SANDBOX";

    /** PagerDuty's keys have 32 characters, and the sandbox insists on it as well. */
    private static final String ROUTING_KEY = "5a4db0c5000000000000000000000000";

    /** @throws StartupProblem when the credentials given cannot work together */
    static Sandboxing of(GivenSettings given, Catalog catalog, String redisUrl) {
        Secrets known = new Secrets(given);
        Set<Provider> sandboxed = EnumSet.noneOf(Provider.class);
        if (given.orElse(SWITCH, "auto").equals("off")) {
            return new Sandboxing(sandboxed, Map.of());
        }
        if (given.apply(Provider.SLACK.credential()) == null) {
            sandboxed.add(Provider.SLACK);
        } else if (given.apply(Credentials.SLACK_SIGNING_SECRET) == null) {
            throw new StartupProblem(
                    Provider.SLACK.credential() + " is set, but " + Credentials.SLACK_SIGNING_SECRET
                            + " is not: no button press could be told from a forged one.",
                    "Set it to the Signing Secret of your Slack app (Basic Information > App Credentials).");
        }
        List<Target> targets = catalog.systems().stream()
                .flatMap(system -> system.services().stream())
                .flatMap(service -> service.targets().values().stream())
                .toList();
        List<Receiver> receivers = catalog.systems().stream()
                .flatMap(system -> system.receivers().values().stream())
                .toList();
        for (Provider provider : EnumSet.complementOf(EnumSet.of(Provider.SLACK))) {
            if (given.apply(provider.credential()) == null
                    && secrets(provider, targets, receivers)
                            .noneMatch(it -> known.find(it).isPresent())) {
                sandboxed.add(provider);
            }
        }
        return new Sandboxing(sandboxed, missing(sandboxed, known, targets, receivers, redisUrl));
    }

    /** Where the catalogue lets the provider's credential be found. */
    private static Stream<String> secrets(Provider provider, List<Target> targets, List<Receiver> receivers) {
        return switch (provider) {
            case VERCEL -> only(Target.Vercel.class, targets).map(Target.Vercel::tokenSecret);
            case GITHUB -> only(Target.Github.class, targets).map(Target.Github::tokenSecret);
            case PAGERDUTY -> only(Receiver.PagerDuty.class, receivers).map(Receiver.PagerDuty::routingKeySecret);
            case STATUSPAGE -> only(Receiver.Statuspage.class, receivers).map(Receiver.Statuspage::tokenSecret);
            case SLACK -> Stream.empty();
        };
    }

    private static <T> Stream<T> only(Class<T> type, List<?> all) {
        return all.stream().filter(type::isInstance).map(type::cast);
    }

    boolean isNeeded() {
        return !providers.isEmpty();
    }

    private static Map<String, String> missing(
            Set<Provider> sandboxed, Secrets known, List<Target> targets, List<Receiver> receivers, String redisUrl) {
        Map<String, String> missing = new LinkedHashMap<>();
        if (sandboxed.contains(Provider.VERCEL)) { // and with it the hosts that the targets are on
            targets.forEach(target -> {
                switch (target) {
                    case Target.Redis redis -> missing.put(redis.urlSecret(), redisUrl);
                    case Target.Vercel vercel -> missing.put(vercel.tokenSecret(), "sandbox");
                    case Target.Http http -> putToken(missing, http.tokenSecret());
                    case Target.Resilience4j breaker -> putToken(missing, breaker.tokenSecret());
                    case Target.AdminBreaker breaker -> putToken(missing, breaker.tokenSecret());
                    case Target.Postgres _, Target.Kubernetes _, Target.Haproxy _, Target.Github _ -> {} // no stand-in
                }
            });
        }
        if (sandboxed.contains(Provider.PAGERDUTY)) {
            secrets(Provider.PAGERDUTY, targets, receivers).forEach(it -> missing.put(it, ROUTING_KEY));
        }
        if (sandboxed.contains(Provider.GITHUB)) {
            secrets(Provider.GITHUB, targets, receivers).forEach(it -> missing.put(it, "sandbox"));
        }
        if (sandboxed.contains(Provider.STATUSPAGE)) {
            only(Receiver.Statuspage.class, receivers).forEach(page -> {
                missing.put(page.tokenSecret(), "sandbox");
                missing.put(page.pageSecret(), page.name());
            });
        }
        Map<String, String> settings = new LinkedHashMap<>();
        missing.forEach((name, value) -> {
            if (known.find(name).isEmpty()) {
                settings.put(Secrets.settingNames(name).getFirst(), value);
            }
        });
        return settings;
    }

    private static void putToken(Map<String, String> missing, @Nullable String secret) {
        if (secret != null) {
            missing.put(secret, "sandbox");
        }
    }
}
