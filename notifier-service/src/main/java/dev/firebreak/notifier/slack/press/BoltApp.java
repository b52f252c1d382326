package dev.firebreak.notifier.slack.press;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.util.SlackRequestParser;
import dev.firebreak.notifier.slack.modal.Modals;
import dev.firebreak.notifier.slack.slash.SlashCommands;
import dev.firebreak.notifier.slack.slash.Typed;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Slack's own framework parses and dispatches. It sees only requests whose signature and bounds were checked, so its
 * own checks are left out; more kinds of requests are one listener each.
 */
class BoltApp {
    private static final RequestHeaders NO_HEADERS = new RequestHeaders(Map.of());

    private final App app;
    private final SlackRequestParser parser;

    BoltApp(Presses presses, SlashCommands slashCommands, Modals modals) {
        SlackConfig slackConfig = new SlackConfig();
        slackConfig.setStatsEnabled(false);
        AppConfig config = AppConfig.builder()
                .slack(Slack.getInstance(slackConfig))
                .threadPoolSize(1)
                .requestVerificationEnabled(false)
                .build();
        this.parser = new SlackRequestParser(config);
        this.app = new App(config, new ArrayList<>());
        app.blockAction(Pattern.compile(".*", Pattern.DOTALL), (request, context) -> {
            presses.take(Press.of(request.getPayload()));
            return context.ack();
        });
        app.viewSubmission(Pattern.compile(".*", Pattern.DOTALL), (request, context) -> {
            Map<String, String> problems = modals.submit(request.getPayload());
            return problems.isEmpty()
                    ? context.ack()
                    : context.ack(answer -> answer.responseAction("errors").errors(problems));
        });
        // Whatever the team has called it.
        app.command(Pattern.compile(".*", Pattern.DOTALL), (request, context) -> {
            String answer = slashCommands.answer(typed(request.getPayload()));
            return context.ack(response -> response.responseType("ephemeral").text(answer));
        });
    }

    /** @return what Slack is answered; null when nobody listens */
    @Nullable
    Response run(SlackRequest.ForBolt request) {
        SlackRequestParser.HttpRequest http = SlackRequestParser.HttpRequest.builder()
                .requestUri("/slack/events")
                .queryString(Map.of())
                .requestBody(request.form())
                .headers(NO_HEADERS)
                .remoteAddress("")
                .build();
        try {
            var parsed = parser.parse(http);
            return parsed == null ? null : app.run(parsed);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) { // Bolt declares it for its listeners; ours throw none
            throw new IllegalStateException(e);
        }
    }

    private static Typed typed(SlashCommandPayload payload) {
        return new Typed(
                Objects.toString(payload.getUserId(), ""),
                Objects.toString(payload.getUserName(), ""),
                Objects.toString(payload.getChannelId(), ""),
                Objects.toString(payload.getText(), ""),
                Objects.toString(payload.getTriggerId(), ""));
    }

    void stop() {
        app.stop();
        app.executorService().shutdownNow();
    }
}
