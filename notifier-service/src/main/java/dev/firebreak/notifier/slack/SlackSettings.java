package dev.firebreak.notifier.slack;

import dev.firebreak.model.Secret;
import dev.firebreak.notifier.delivery.Rate;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param api the Web API's base address, with a slash at its end
 * @param botToken {@code xoxb-…}; empty keeps everything waiting
 * @param appToken {@code xapp-…}: then Slack is heard by Socket Mode as well; empty for not
 * @param signingSecrets comma-separated, all of them valid, for rotation; empty refuses every request
 * @param responders Slack user ids or the e-mail addresses that Slack knows, comma-separated, whose presses count
 * @param timeout for a whole call
 * @param messagesPerSecond in one channel; Slack allows
 *     <a href="https://docs.slack.dev/apis/web-api/rate-limits">about one</a>
 * @param burst messages that may go to one channel at once after a pause
 * @param settle how long counts and progress are gathered before the card shows them
 * @param gather how long lines are gathered before they go into the thread
 */
@ConfigurationProperties("firebreak.slack")
public record SlackSettings(
        @DefaultValue("https://slack.com/api/") URI api,
        @DefaultValue("") String botToken,
        @DefaultValue("") String appToken,
        @DefaultValue("") String signingSecrets,
        @DefaultValue("") String responders,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("1") double messagesPerSecond,
        @DefaultValue("3") int burst,
        @DefaultValue("2s") Duration settle,
        @DefaultValue("2s") Duration gather) {

    Optional<Secret> token() {
        return botToken.isBlank() ? Optional.empty() : Optional.of(new Secret(botToken.strip()));
    }

    public Secret appSecret() {
        return new Secret(appToken.strip());
    }

    /** Without one everything for Slack waits. */
    public boolean hasToken() {
        return token().isPresent();
    }

    public Rate rate() {
        return new Rate(messagesPerSecond, burst);
    }

    public List<Secret> secrets() {
        return list(signingSecrets).stream().map(Secret::new).toList();
    }

    public List<String> responderIds() {
        return list(responders);
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "SlackSettings[api=" + api + "]";
    }

    private static List<String> list(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }
}
