package dev.firebreak.notifier.slack.press;

import com.slack.api.bolt.response.Response;
import dev.firebreak.notifier.slack.home.Homes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Slack sends is answered here, by whichever way it came. */
class SlackEvents {
    private static final Logger LOG = LoggerFactory.getLogger(SlackEvents.class);

    private final BoltApp bolt;
    private final Homes homes;

    SlackEvents(BoltApp bolt, Homes homes) {
        this.bolt = bolt;
        this.homes = homes;
    }

    /** @return null when nothing is to be said but that it has come */
    @Nullable
    Response answer(SlackRequest request) {
        return switch (request) {
            case SlackRequest.ForBolt it -> bolt.run(it);
            case SlackRequest.HomeOpened(String userId) -> {
                homes.show(userId);
                yield null;
            }
            case SlackRequest.Ignored(String type) -> {
                LOG.debug("nobody listens to {}", type);
                yield null;
            }
        };
    }
}
