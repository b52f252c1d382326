package dev.firebreak.notifier.slack;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Says which settings are missing. Nothing is lost meanwhile, so a missing one does not make the service unhealthy. */
class SlackHealth implements HealthIndicator {
    private final SlackSettings settings;

    SlackHealth(SlackSettings settings) {
        this.settings = settings;
    }

    @Override
    public Health health() {
        Health.Builder health = settings.token().isPresent() ? Health.up() : Health.unknown();
        health.withDetail(
                "messages", settings.token().isPresent() ? "sent" : "waiting: no token, set FIREBREAK_SLACK_BOT_TOKEN");
        health.withDetail(
                "buttons",
                settings.secrets().isEmpty() && settings.appToken().isBlank()
                        ? "refused: no signing secret, set FIREBREAK_SLACK_SIGNING_SECRET"
                        : settings.responderIds().isEmpty()
                                ? "refused: nobody may press them, set FIREBREAK_SLACK_RESPONDERS"
                                : "heard");
        return health.build();
    }
}
