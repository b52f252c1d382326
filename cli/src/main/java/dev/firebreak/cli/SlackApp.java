package dev.firebreak.cli;

import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.catalog.CatalogResult;
import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.model.Secret;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.wire.HexHmac;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Asks Slack about our app, and our own end whether it takes what Slack signs. */
final class SlackApp {
    /** What notifier-service calls needs these (<a href="https://docs.slack.dev/reference/scopes">scopes</a>). */
    static final List<String> SCOPES =
            List.of("chat:write", "channels:history", "groups:history", "commands", "users:read", "users:read.email");

    /** Channels for single incidents need these as well. */
    static final List<String> CHANNEL_SCOPES = List.of("channels:manage", "channels:read", "pins:write");

    private final Environment environment;
    private final InstantSource clock;
    private final Diagnosis diagnosis;

    SlackApp(Environment environment, InstantSource clock, Diagnosis diagnosis) {
        this.environment = environment;
        this.clock = clock;
        this.diagnosis = diagnosis;
    }

    void look() {
        Optional<String> token = environment.find("FIREBREAK_SLACK_BOT_TOKEN");
        if (token.isEmpty()) {
            diagnosis.fail(
                    "token",
                    "is not set: FIREBREAK_SLACK_BOT_TOKEN, the xoxb-… of Slack's page \"OAuth & Permissions\"");
        } else {
            Api slack = slack(token.get());
            try {
                if (token(slack)) {
                    channels(slack);
                }
            } catch (CommandFailure failure) {
                diagnosis.fail("token", "Slack does not answer at " + slack.base());
            }
        }
        Optional<String> appToken = environment.find("FIREBREAK_SLACK_APP_TOKEN");
        if (appToken.isPresent()) {
            socketMode(appToken.get());
        } else {
            signature();
        }
    }

    /** Slack is heard by a connection of our own then: nothing has to be signed. */
    private void socketMode(String appToken) {
        Api slack = slack(appToken);
        try {
            Api.Answer answer = call(slack, "apps.connections.open");
            if (answer.body().path("ok").asBoolean(false)) {
                diagnosis.ok("app token", "opens a connection");
            } else {
                diagnosis.fail(
                        "app token",
                        "opens no connection ("
                                + answer.body().path("error").asString("status " + answer.status())
                                + "): FIREBREAK_SLACK_APP_TOKEN is an app-level token (xapp-…) with connections:write, of"
                                + " Slack's page \"Basic Information\", and Socket Mode is to be on");
            }
        } catch (CommandFailure failure) {
            diagnosis.fail("app token", "Slack does not answer at " + slack.base());
        }
    }

    private Api slack(String token) {
        try {
            return Api.outside(
                    URI.create(environment.find("FIREBREAK_SLACK_API").orElse("https://slack.com/api/")), token);
        } catch (IllegalArgumentException _) {
            throw new CommandFailure(
                    ExitCode.USAGE, "FIREBREAK_SLACK_API is no address such as https://slack.com/api/");
        }
    }

    private boolean token(Api slack) {
        Api.Answer answer = call(slack, "auth.test");
        if (!answer.body().path("ok").asBoolean(false)) {
            diagnosis.fail(
                    "token", "Slack refuses it: " + answer.body().path("error").asString("status " + answer.status()));
            return false;
        }
        diagnosis.ok(
                "token",
                "is " + answer.body().path("user").asString("") + " of "
                        + answer.body().path("team").asString(""));
        Optional<String> scopes = answer.headers().firstValue("x-oauth-scopes");
        if (scopes.isEmpty()) {
            diagnosis.warn("scopes", "are not told");
            return true;
        }
        Set<String> wanted = new LinkedHashSet<>(SCOPES);
        if (isOwnChannelWanted()) {
            wanted.addAll(CHANNEL_SCOPES);
        }
        Set<String> missing = new LinkedHashSet<>(wanted);
        Arrays.stream(scopes.get().split(",", -1)).map(String::strip).forEach(missing::remove);
        if (missing.isEmpty()) {
            diagnosis.ok("scopes", String.join(", ", wanted));
        } else {
            diagnosis.fail("scopes", "missing " + String.join(", ", missing) + ": add them and install the app again");
        }
        return true;
    }

    private boolean isOwnChannelWanted() {
        return CatalogLoader.standard().load(environment.catalog(Optional.empty()))
                        instanceof CatalogResult.Loaded loaded
                && loaded.catalog().systems().stream()
                        .flatMap(system -> system.levels().stream())
                        .anyMatch(SeverityLevel::ownChannel);
    }

    private static Api.Answer call(Api slack, String method) {
        return slack.tell("/" + method, "application/x-www-form-urlencoded", new byte[0], Map.of());
    }

    private void channels(Api slack) {
        Set<String> wanted = new LinkedHashSet<>();
        if (CatalogLoader.standard().load(environment.catalog(Optional.empty()))
                instanceof CatalogResult.Loaded loaded) {
            loaded.catalog()
                    .systems()
                    .forEach(system -> system.receivers().values().forEach(receiver -> {
                        if (receiver instanceof Receiver.Slack channel) {
                            wanted.add(channel.channel());
                        }
                    }));
        }
        Api.Answer answer =
                call(slack, "conversations.list?limit=1000&exclude_archived=true&types=public_channel,private_channel");
        if (!answer.body().path("ok").asBoolean(false)) {
            diagnosis.warn(
                    "channels",
                    "cannot be looked up (" + answer.body().path("error").asString("no answer")
                            + "): invite the app into " + String.join(", ", wanted));
            return;
        }
        wanted.forEach(channel -> channel(channel, answer.body()));
    }

    private void channel(String wanted, JsonNode list) {
        String name = wanted.replaceFirst("^#", "");
        Optional<JsonNode> found = list.path("channels")
                .valueStream()
                .filter(it -> it.path("name").asString("").equals(name)
                        || it.path("id").asString("").equals(name))
                .findFirst();
        boolean isMore =
                !list.path("response_metadata").path("next_cursor").asString("").isEmpty();
        if (found.isEmpty()) {
            if (isMore) {
                diagnosis.warn("channel " + wanted, "is not among the first 1000: in it, write /invite @firebreak");
            } else {
                diagnosis.fail("channel " + wanted, "is not there, or is private and the app is not in it");
            }
        } else if (found.get().path("is_member").asBoolean(true)) {
            diagnosis.ok("channel " + wanted, "the app is in it");
        } else {
            diagnosis.fail("channel " + wanted, "the app is not in it: in it, write /invite @firebreak");
        }
    }

    /** What Slack sends when an address is entered; only who has the same secret gets the word back. */
    private void signature() {
        Optional<String> secret = environment.findFirst("FIREBREAK_SLACK_SIGNING_SECRET");
        if (secret.isEmpty()) {
            diagnosis.fail(
                    "signing secret",
                    "is not set: FIREBREAK_SLACK_SIGNING_SECRET, of Slack's page \"Basic Information\"");
            return;
        }
        String word = "doctor-" + clock.instant().getEpochSecond();
        String body = "{\"type\":\"url_verification\",\"token\":\"none\",\"challenge\":\"" + word + "\"}";
        String time = Long.toString(clock.instant().getEpochSecond());
        String signed = new HexHmac(HexHmac.SHA256, new Secret(secret.get()))
                .sign(("v0:" + time + ":" + body).getBytes(StandardCharsets.UTF_8));
        Api notifier = Api.of(environment, "FIREBREAK_NOTIFIER_URL", "http://127.0.0.1:8083");
        try {
            Api.Answer answer = notifier.tell(
                    "/slack/events",
                    "application/json",
                    body.getBytes(StandardCharsets.UTF_8),
                    Map.of("X-Slack-Request-Timestamp", time, "X-Slack-Signature", "v0=" + signed));
            if (answer.status() == 200 && answer.text().contains(word)) {
                diagnosis.ok("signing secret", "notifier-service at " + notifier.base() + " takes what it signs");
            } else {
                diagnosis.fail(
                        "signing secret",
                        "notifier-service does not take what it signs (" + answer.status()
                                + "): it has another one, or its clock is wrong");
            }
        } catch (CommandFailure failure) {
            diagnosis.fail("signing secret", failure.oneLine());
        }
    }
}
