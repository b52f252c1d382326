package dev.firebreak.notifier.routing;

import dev.firebreak.catalog.Catalog;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {
    @Bean
    Quiet quiet(Supplier<Catalog> catalogs) {
        return new Quiet(catalogs);
    }

    @Bean
    Pages pages(Supplier<Catalog> catalogs) {
        return new Pages(catalogs);
    }
}
