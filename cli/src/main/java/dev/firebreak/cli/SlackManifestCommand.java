package dev.firebreak.cli;

import java.net.URI;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Prints what Slack's page <a href="https://docs.slack.dev/app-manifests/">From a manifest</a> takes: the app with just the
 * rights that notifier-service uses.
 */
@Command(name = "slack-manifest", description = "The Slack app as a manifest, for Slack's page \"From a manifest\".")
final class SlackManifestCommand implements Callable<Integer> {
    private static final int LONGEST_NAME = 35;

    private final Terminal terminal;

    @Parameters(
            paramLabel = "URL",
            arity = "0..1",
            description =
                    "where Slack reaches notifier-service from the internet, such as https://firebreak.example.com; "
                            + "not needed with --socket-mode")
    private URI url = URI.create("");

    @Option(names = "--name", description = "what the app is called (default: ${DEFAULT-VALUE})")
    private String name = "Firebreak";

    @Option(names = "--command", description = "the slash command (default: ${DEFAULT-VALUE})")
    private String command = "/incident";

    @Option(names = "--socket-mode", description = "Slack is heard by a connection that notifier-service opens")
    private boolean socketMode;

    @Option(names = "--own-channels", description = "with the rights to make channels for incidents and archive them")
    private boolean ownChannels;

    SlackManifestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        require(
                (socketMode && url.toString().isEmpty())
                        || ("https".equals(url.getScheme()) && url.getHost() != null && url.getUserInfo() == null),
                "'" + url + "' is not where Slack could reach us: it takes https://HOST only, and no user in it.");
        require(
                !name.isBlank() && name.length() <= LONGEST_NAME && !name.matches(".*[\\p{Cntrl}\"\\\\].*"),
                "--name has 1 to " + LONGEST_NAME + " characters, no quotes and no line ends.");
        require(
                command.matches("/[a-z0-9_-]{1,31}"),
                "--command is a slash and lower-case letters, such as /incident.");
        terminal.say(manifest());
        return ExitCode.DONE;
    }

    private String manifest() {
        String text = """
                display_information:
                  name: "${name}"
                  description: Incidents, what was done about them, and the buttons to steer it
                features:
                  app_home:
                    home_tab_enabled: true
                    messages_tab_enabled: true
                    messages_tab_read_only_enabled: true
                  bot_user:
                    display_name: "${name}"
                    always_online: true
                  slash_commands:
                    - command: ${command}
                ${commandUrl}      description: Acknowledge, resolve, list and more
                      usage_hint: 'list | acknowledge #12 "on it" | help'
                      should_escape: true
                oauth_config:
                  scopes:
                    bot:
                ${scopes}
                settings:
                  event_subscriptions:
                ${requestUrl}    bot_events:
                      - app_home_opened
                  interactivity:
                    is_enabled: true
                ${requestUrl}  org_deploy_enabled: false
                  socket_mode_enabled: ${socketMode}
                  token_rotation_enabled: false""";
        return text.replace("${name}", name)
                .replace("${command}", command)
                .replace("${scopes}", scopes())
                .replace("${commandUrl}", address("      url: "))
                .replace("${requestUrl}", address("    request_url: "))
                .replace("${socketMode}", Boolean.toString(socketMode));
    }

    private String scopes() {
        return Stream.concat(SlackApp.SCOPES.stream(), ownChannels ? SlackApp.CHANNEL_SCOPES.stream() : Stream.of())
                .map(scope -> "      - " + scope)
                .collect(Collectors.joining("\n"));
    }

    /** With Socket Mode Slack needs none. */
    private String address(String before) {
        return socketMode ? "" : before + url.resolve("/slack/events") + "\n";
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new CommandFailure(ExitCode.USAGE, otherwise);
        }
    }
}
