package dev.firebreak.model.incident;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** Someone or something to tell, as the catalogue configured it when the incident opened. Secrets are only named. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Receiver {
    /** The catalogue's name for it, unique within a system. */
    String name();

    /** @param channel a channel's name with {@code #}, or its id */
    @JsonTypeName("slack")
    record Slack(String name, String channel) implements Receiver {}

    /** @param routingKeySecret the name of the secret that holds the integration's routing key */
    @JsonTypeName("pagerduty")
    record PagerDuty(String name, String routingKeySecret) implements Receiver {}

    /** @param pageSecret names the secret that holds the page's id; {@code tokenSecret} its API key */
    @JsonTypeName("statuspage")
    record Statuspage(String name, String pageSecret, String tokenSecret) implements Receiver {}
}
