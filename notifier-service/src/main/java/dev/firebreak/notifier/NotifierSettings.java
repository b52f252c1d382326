package dev.firebreak.notifier;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param consoleUrl where people see the console, for links on cards and pages; empty leaves them out */
@ConfigurationProperties("firebreak.notifier")
public record NotifierSettings(@DefaultValue("") String consoleUrl) {
    public @Nullable URI consoleAddress() {
        return consoleUrl.isBlank() ? null : URI.create(consoleUrl.strip());
    }
}
