package dev.firebreak.standalone;

import dev.firebreak.incident.IncidentServiceApplication;
import dev.firebreak.ingest.AlertIngestApplication;
import dev.firebreak.notifier.NotifierServiceApplication;
import dev.firebreak.remediation.RemediationServiceApplication;
import dev.firebreak.sandbox.SandboxApplication;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.http.client.ReactorResourceFactory;

/** Starts one service as a Spring context of its own, beside the others in this JVM. */
final class ServiceContext {
    private ServiceContext() {}

    /** @param settings win over the environment and over the service's own file */
    static ConfigurableApplicationContext start(ServiceName service, Map<String, String> settings) {
        return application(service)
                .environment(environment(settings))
                .initializers((GenericApplicationContext context) ->
                        context.registerBean(ReactorResourceFactory.class, ServiceContext::ownEventLoops))
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false) // they stop in an order of ours
                .run();
    }

    private static SpringApplicationBuilder application(ServiceName service) {
        return switch (service) {
            case ALERT_INGEST -> AlertIngestApplication.builder();
            case INCIDENT_SERVICE -> IncidentServiceApplication.builder();
            case REMEDIATION_SERVICE -> RemediationServiceApplication.builder();
            case NOTIFIER_SERVICE -> NotifierServiceApplication.builder();
            case SANDBOX -> SandboxApplication.builder();
        };
    }

    private static StandardEnvironment environment(Map<String, String> settings) {
        Map<String, Object> names = new TreeMap<>();
        Map<String, Object> properties = new TreeMap<>(Map.of(
                "spring.jmx.enabled", "false",
                // The global registry would count for all contexts together.
                "management.metrics.use-global-registry", "false"));
        settings.forEach((name, value) -> (name.contains(".") ? properties : names).put(name, value));
        StandardEnvironment environment = new StandardEnvironment();
        MutablePropertySources sources = environment.getPropertySources();
        sources.addFirst(new MapPropertySource("standalone", properties));
        // The name's end lets Spring Boot bind FIREBREAK_A_B to firebreak.a-b, as it does for the environment.
        sources.addFirst(new SystemEnvironmentPropertySource("standalone-systemEnvironment", names));
        return environment;
    }

    /** The shared ones would be shut down for everyone by the first context that closes. */
    private static ReactorResourceFactory ownEventLoops() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setShutdownQuietPeriod(Duration.ZERO);
        return resources;
    }
}
