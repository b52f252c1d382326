package dev.firebreak.model.incident;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Someone or something to tell, as the catalogue configured it when the incident opened. Secrets are only named. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Receiver {
    /** The catalogue's name for it, unique within a system. */
    String name();

    /** Where people look when they want to: nothing of it wakes anybody, and nobody outside the team sees it. */
    default boolean isRoom() {
        return switch (this) {
            case Slack _, Teams _, Discord _ -> true;
            case PagerDuty _, Statuspage _, Webhook _, Mail _ -> false;
        };
    }

    /**
     * @param channel a channel's name with {@code #}, or its id
     * @param mention Slack's id of the person to call there, as the rotation had it at that moment; null for nobody
     */
    @JsonTypeName("slack")
    record Slack(String name, String channel, @Nullable String mention) implements Receiver {
        public Slack(String name, String channel) {
            this(name, channel, null);
        }
    }

    /** @param routingKeySecret the name of the secret that holds the integration's routing key */
    @JsonTypeName("pagerduty")
    record PagerDuty(String name, String routingKeySecret) implements Receiver {}

    /** @param pageSecret names the secret that holds the page's id; {@code tokenSecret} its API key */
    @JsonTypeName("statuspage")
    record Statuspage(String name, String pageSecret, String tokenSecret) implements Receiver {}

    /**
     * Another program, told by <a href="https://www.standardwebhooks.com">Standard Webhooks</a>.
     *
     * @param urlSecret names the secret that holds its address; {@code keySecret} the key that its messages are signed with
     */
    @JsonTypeName("webhook")
    record Webhook(String name, String urlSecret, String keySecret) implements Receiver {}

    /** @param to addresses, at least one */
    @JsonTypeName("mail")
    record Mail(String name, List<String> to) implements Receiver {
        public Mail {
            to = List.copyOf(to);
        }
    }

    /** @param urlSecret names the secret that holds the address of the channel's workflow */
    @JsonTypeName("teams")
    record Teams(String name, String urlSecret) implements Receiver {}

    /** @param urlSecret names the secret that holds the address of the channel's webhook */
    @JsonTypeName("discord")
    record Discord(String name, String urlSecret) implements Receiver {}
}
