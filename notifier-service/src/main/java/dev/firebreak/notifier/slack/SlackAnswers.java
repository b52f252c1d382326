package dev.firebreak.notifier.slack;

import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import dev.firebreak.notifier.delivery.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges what Slack answered. Most of its errors come as {@code 200} with {@code "ok": false}. */
final class SlackAnswers {
    private static final Duration WHEN_NOT_SAID = Duration.ofSeconds(30);

    /** Refused before anything was done. */
    private static final Set<String> BUSY =
            Set.of("ratelimited", "rate_limited", "message_limit_exceeded", "service_unavailable", "team_added_to_org");

    /** Slack's <a href="https://docs.slack.dev/reference/methods/chat.postMessage#errors">own words</a>: it may have been done. */
    private static final Set<String> IN_DOUBT = Set.of("internal_error", "fatal_error", "request_timeout");

    private SlackAnswers() {}

    /** Empty when the answer says that it worked. */
    static <T> @Nullable Outcome<T> problem(SlackApiTextResponse answer) {
        if (answer.isOk()) {
            return null;
        }
        String error = answer.getError() == null ? "unknown" : answer.getError();
        if (error.equals("ratelimited") || error.equals("rate_limited")) {
            return new Outcome.Later<>("Slack asks for less: " + error, WHEN_NOT_SAID, false);
        }
        if (BUSY.contains(error)) {
            return new Outcome.Later<>("Slack is busy: " + error, null, false);
        }
        if (IN_DOUBT.contains(error)) {
            return new Outcome.Later<>("Slack failed: " + error, null, true);
        }
        return new Outcome.Refused<>("Slack refuses: " + error + wayOut(error, answer.getNeeded()));
    }

    static <T> Outcome<T> of(SlackApiException failure) {
        int status = failure.getResponse().code();
        if (status == 429) {
            return new Outcome.Later<>(
                    "Slack asks for less", retryAfter(failure.getResponse().header("Retry-After")), false);
        }
        return status >= 500
                ? new Outcome.Later<>("Slack answers " + status, null, true)
                : new Outcome.Refused<>("Slack answers " + status);
    }

    /** Only where no connection came about it is sure that nothing arrived. */
    static <T> Outcome<T> of(IOException failure) {
        boolean neverLeft = failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException;
        return new Outcome.Later<>("no answer from Slack: " + failure.getClass().getSimpleName(), null, !neverLeft);
    }

    static Duration retryAfter(@Nullable String seconds) {
        if (seconds == null || !seconds.matches("\\d{1,5}")) {
            return WHEN_NOT_SAID;
        }
        return Duration.ofSeconds(Math.max(1, Long.parseLong(seconds)));
    }

    private static String wayOut(String error, @Nullable String scope) {
        return switch (error) {
            case "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired" ->
                "; set FIREBREAK_SLACK_BOT_TOKEN to the app's current bot token";
            case "missing_scope" -> "; give the app the scope " + (scope == null ? "it needs" : scope);
            case "channel_not_found", "not_in_channel" -> "; invite the app to the channel, or correct its name";
            case "is_archived" -> "; unarchive the channel, or name another one";
            default -> "";
        };
    }
}
