package dev.firebreak.notifier.slack.press;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;

/** Says something to the one who pressed, through the address that came with the press. */
class PrivateAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateAnswers.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String SLACK = "hooks.slack.com";

    private final WebClient client;
    private final URI api;

    /** @param api where Slack's Web API is: when that is not Slack itself, answers may go there as well */
    PrivateAnswers(WebClient client, URI api) {
        this.client = client;
        this.api = api;
    }

    /** Does not wait: nothing depends on it. */
    void say(Press press, String words) {
        URI address = allowed(press.responseUrl());
        if (address == null) {
            LOG.debug("no address to answer {}", press);
            return;
        }
        client.post()
                .uri(address)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("response_type", "ephemeral", "replace_original", false, "text", words))
                .retrieve()
                .toBodilessEntity()
                .timeout(TIMEOUT)
                .subscribe(
                        _ -> {},
                        failure -> LOG.warn(
                                "{} could not be answered: {}",
                                press,
                                failure.getClass().getSimpleName()));
    }

    /** The payload is Slack's, but an address in it is still only followed to where Slack's addresses lead. */
    @Nullable
    URI allowed(@Nullable String address) {
        if (address == null) {
            return null;
        }
        try {
            URI uri = new URI(address);
            boolean slack = "https".equals(uri.getScheme()) && SLACK.equals(uri.getHost()) && uri.getPort() == -1;
            boolean standIn = !"slack.com".equals(api.getHost())
                    && Objects.equals(api.getScheme(), uri.getScheme())
                    && Objects.equals(api.getHost(), uri.getHost())
                    && api.getPort() == uri.getPort();
            return (slack || standIn) && uri.getUserInfo() == null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
