package dev.firebreak.remediation.planning;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.expression.UnresolvedException;
import dev.firebreak.catalog.runbook.Arguments;
import dev.firebreak.catalog.runbook.Checklist;
import dev.firebreak.catalog.runbook.Parameters;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.catalog.runbook.Verification;
import dev.firebreak.catalog.system.PrometheusServer;
import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.catalog.system.Target;
import dev.firebreak.remediation.outgoing.AllowList;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hosts and ports that the catalogue itself names: as targets, or written out in a step. What an expression makes of
 * an alert's text is not among them.
 */
final class CatalogAllowList implements AllowList {
    private final Supplier<Catalog> catalogs;
    private volatile Known known = new Known("", Set.of());

    CatalogAllowList(Supplier<Catalog> catalogs) {
        this.catalogs = catalogs;
    }

    private record Known(String version, Set<String> origins) {}

    @Override
    public boolean allows(URI uri) {
        String origin = origin(uri);
        return origin != null && uri.getRawUserInfo() == null && origins().contains(origin);
    }

    private Set<String> origins() {
        Catalog catalog = catalogs.get();
        Known now = known;
        if (!now.version.equals(catalog.version())) {
            now = new Known(catalog.version(), collect(catalog));
            known = now;
        }
        return now.origins;
    }

    private static Set<String> collect(Catalog catalog) {
        Set<String> origins = new HashSet<>();
        for (SystemDefinition system : catalog.systems()) {
            PrometheusServer prometheus = system.prometheus();
            if (prometheus != null) {
                add(prometheus.url(), origins);
            }
            for (ServiceDefinition service : system.services()) {
                service.targets().values().forEach(target -> add(target, origins));
                looks(catalog, system.name())
                        .flatMap(with -> writtenOut(with, system, service))
                        .forEach(uri -> add(uri, origins));
            }
        }
        return Set.copyOf(origins);
    }

    private static void add(Target target, Set<String> origins) {
        switch (target) {
            case Target.Http it -> add(it.url(), origins);
            case Target.Resilience4j it -> add(it.actuator(), origins);
            case Target.AdminBreaker it -> {
                add(it.status(), origins);
                add(it.reset(), origins);
            }
            case Target.Vercel _,
                    Target.Redis _,
                    Target.Postgres _,
                    Target.Kubernetes _,
                    Target.Haproxy _,
                    Target.Github _ -> {} // reached by other ways, or by a provider's API
        }
    }

    private static Stream<Parameters> looks(Catalog catalog, String system) {
        Stream<Parameters> steps = catalog.runbooks().stream()
                .filter(runbook -> runbook.ref().system().equals(system))
                .flatMap(runbook -> runbook.steps().stream())
                .flatMap(CatalogAllowList::looks);
        Stream<Parameters> items = catalog.checklists().stream()
                .filter(checklist -> checklist.system().equals(system))
                .flatMap(checklist -> checklist.checks().stream())
                .map(Checklist.CheckedItem::with);
        return Stream.concat(steps, items);
    }

    private static Stream<Parameters> looks(StepDefinition step) {
        return switch (step) {
            case StepDefinition.Check check -> Stream.of(check.with());
            case StepDefinition.Action action -> {
                Verification verify = action.verify();
                yield verify == null ? Stream.empty() : Stream.of(verify.with());
            }
            case StepDefinition.Wait _, StepDefinition.Manual _ -> Stream.empty();
        };
    }

    /** The URL or the host of a check that needs nothing but the catalogue to be known. */
    private static Stream<URI> writtenOut(Parameters with, SystemDefinition system, ServiceDefinition service) {
        try {
            Scope nothingHappened =
                    Scope.builder(Instant.EPOCH).service(system, service).build();
            Arguments known = with.render(nothingHappened, system, service);
            return Stream.concat(known.findText("url").map(URI::create).stream(), place(known));
        } catch (UnresolvedException | IllegalArgumentException e) {
            return Stream.empty(); // it depends on an alert, or is none: then it is not the catalogue that names it
        }
    }

    private static Stream<URI> place(Arguments known) {
        return known.has("host") && known.has("port")
                ? Stream.of(URI.create("tcp://" + known.text("host") + ":" + known.integer("port")))
                : Stream.empty();
    }

    private static void add(URI uri, Set<String> origins) {
        String origin = origin(uri);
        if (origin != null) {
            origins.add(origin);
        }
    }

    private static @Nullable String origin(URI uri) {
        String scheme = uri.getScheme();
        String host = uri.getHost();
        if (scheme == null || host == null) {
            return null;
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + host.toLowerCase(Locale.ROOT) + ":" + port;
    }
}
