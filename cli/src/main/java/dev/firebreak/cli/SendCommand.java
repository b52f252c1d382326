package dev.firebreak.cli;

import java.net.URI;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "send", description = "Send a signed sample alert, as the monitoring tool would.")
final class SendCommand implements Callable<Integer> {
    /** Who can be played. */
    enum Sender {
        PROMETHEUS,
        SENTRY,
        VERCEL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Terminal terminal;
    private final Environment environment;
    private final InstantSource clock;

    @Parameters(paramLabel = "SOURCE", description = "${COMPLETION-CANDIDATES}")
    private Sender source = Sender.PROMETHEUS;

    @Option(names = "--alert", paramLabel = "NAME", description = "what fires (CircuitBreakerOpen, High error rate)")
    private @Nullable String alert;

    @Option(names = "--system", paramLabel = "NAME", description = "Prometheus' label system")
    private @Nullable String system;

    @Option(names = "--service", paramLabel = "NAME", description = "Prometheus' label service")
    private @Nullable String service;

    @Option(names = "--project", paramLabel = "NAME", description = "Sentry's project or Vercel's project id")
    private @Nullable String project;

    @Option(
            names = "--severity",
            paramLabel = "WORD",
            defaultValue = "critical",
            description = "critical, error, warning or info (critical)")
    private String severity = "critical";

    @Option(names = "--resolved", description = "the end of it instead of its beginning")
    private boolean resolved;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the ingest (default: FIREBREAK_INGEST_URL, or http://127.0.0.1:8081)")
    private @Nullable URI url;

    @Option(names = "--json", description = "the service's answer as it is")
    private boolean json;

    SendCommand(Terminal terminal, Environment environment, InstantSource clock) {
        this.terminal = terminal;
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        var samples = new SampleAlerts(environment, clock.instant(), severity, resolved);
        SampleAlerts.Message message = switch (source) {
            case PROMETHEUS ->
                samples.prometheus(
                        or(alert, "CircuitBreakerOpen"), or(system, "algorhythmic"), or(service, "generation"));
            case SENTRY -> samples.sentry(or(alert, "High error rate"), or(project, "voiceaitraining"));
            case VERCEL -> samples.vercel(or(project, "prj_web"));
        };
        Api ingest = Api.ingest(environment, Optional.ofNullable(url));
        JsonNode answer = ingest.post("/webhooks/" + source, message.body(), message.headers());
        terminal.say(
                json
                        ? answer.toString()
                        : Terminal.plain("Accepted by " + ingest.base() + ": "
                                + answer.path("accepted").asLong() + " "
                                + answer.path("ids").toString()));
        return ExitCode.DONE;
    }

    private static String or(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }
}
