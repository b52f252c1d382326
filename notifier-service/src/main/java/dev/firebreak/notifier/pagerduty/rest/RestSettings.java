package dev.firebreak.notifier.pagerduty.rest;

import dev.firebreak.model.Secret;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param api the REST API's base address; accounts in the EU have their own
 * @param token an API key that may write; empty when only events are sent
 * @param from the e-mail address of a user there, in whose name things are written
 * @param timeout for one try
 */
@ConfigurationProperties("firebreak.pagerduty.rest")
record RestSettings(
        @DefaultValue("https://api.pagerduty.com") URI api,
        @DefaultValue("") String token,
        @DefaultValue("") String from,
        @DefaultValue("5s") Duration timeout) {
    boolean isGiven() {
        return !token.isBlank();
    }

    Secret key() {
        return new Secret(token.strip());
    }

    /** The token stays out of logs. */
    @Override
    public String toString() {
        return "RestSettings[" + api + ", " + (isGiven() ? "a token" : "no token") + ", from " + from + "]";
    }
}
