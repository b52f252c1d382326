package dev.firebreak.notifier.watchdog;

import dev.firebreak.model.incident.Receiver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param webhook an address; only whether there is one is looked at here, the value is the secret {@code last-resort-url}
 * @param mail addresses; null or empty for none
 */
@ConfigurationProperties("firebreak.last-resort")
record LastResortSettings(
        @Nullable String webhook, @Nullable List<String> mail) {

    LastResort lastResort() {
        List<Receiver> receivers = new ArrayList<>();
        if (webhook != null && !webhook.isBlank()) {
            receivers.add(new Receiver.Webhook("last-resort-webhook", "last-resort-url", "last-resort-key"));
        }
        if (mail != null && !mail.isEmpty()) {
            receivers.add(new Receiver.Mail("last-resort-mail", mail));
        }
        return new LastResort(receivers);
    }

    /** Leaves both out. */
    @Override
    public String toString() {
        return "LastResortSettings[]";
    }
}
