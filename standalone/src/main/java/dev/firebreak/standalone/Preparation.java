package dev.firebreak.standalone;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.CatalogPlace;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** All that is known and checked before the first server starts. */
record Preparation(DataFolder data, ServiceSettings settings, Set<ServiceName> services) {
    /** @throws StartupProblem for whatever would let the start fail later, as far as it can be seen now */
    static Preparation of(StandaloneOptions options) {
        DataFolder data = DataFolder.open(options.data());
        try {
            LogFile.open(data.logFile());
            return of(options, data);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private static Preparation of(StandaloneOptions options, DataFolder data) {
        GivenSettings given = new GivenSettings(options.settings(), options.environment());
        Credentials credentials = Credentials.open(data.credentials(), given);
        CatalogPlace place = CatalogCheck.place(
                options.catalog(),
                given.orElse("FIREBREAK_CATALOG_TOKEN", ""),
                given.orElse("FIREBREAK_CATALOG_KEYS", ""));
        Catalog catalog = CatalogCheck.load(place);
        int redisPort = Ports.one("the sandbox's Redis", "FIREBREAK_SANDBOX_REDIS_PORT", given);
        Sandboxing sandboxing = Sandboxing.of(given, catalog, "redis://127.0.0.1:" + redisPort);
        Set<ServiceName> services = EnumSet.allOf(ServiceName.class);
        if (!sandboxing.isNeeded()) {
            services.remove(ServiceName.SANDBOX);
        }
        Map<ServiceName, Integer> ports =
                Ports.choose(services, options.ports(), service -> ServiceSettings.address(service, options), given);
        services.removeAll(options.without());
        var settings = new ServiceSettings(options, credentials, ports, redisPort, sandboxing, place);
        return new Preparation(data, settings, services);
    }

    void keepCredentials() {
        settings.credentials().keep(data.credentials(), settings.addresses());
    }
}
