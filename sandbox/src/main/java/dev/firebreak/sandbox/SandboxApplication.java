package dev.firebreak.sandbox;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public final class SandboxApplication {
    private SandboxApplication() {}

    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(SandboxApplication.class).properties("spring.config.name=sandbox");
    }

    public static void main(String[] arguments) {
        builder().run(arguments);
    }
}
