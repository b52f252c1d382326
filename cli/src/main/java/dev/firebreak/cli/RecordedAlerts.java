package dev.firebreak.cli;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which alerts that a running Firebreak has recorded. */
final class RecordedAlerts {
    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "received within that time, such as 30d, or since 2026-03-01T00:00:00Z")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "received before that time, such as 1d (now)")
    private @Nullable String until;

    @Option(names = "--system", paramLabel = "NAME", description = "only of this system, by the catalogue in use there")
    private @Nullable String system;

    boolean isAsked() {
        return since != null || until != null || system != null;
    }

    /** Lines, oldest first. What may be missing is told. The caller closes it. */
    InputStream open(Api api, Instant now, Terminal terminal) {
        String query = Selection.parameter("from", time("--since", since, now))
                + Selection.parameter("to", time("--until", until, now))
                + Selection.parameter("system", system);
        HttpResponse<InputStream> answer =
                api.lines("/api/alerts/export" + (query.isEmpty() ? "" : "?" + query.substring(1)));
        answer.headers()
                .firstValue("Firebreak-Complete-From")
                .ifPresent(from -> terminal.warn("firebreak: of the time before " + Terminal.plain(from)
                        + " alerts may be missing: Kafka has deleted some"));
        return answer.body();
    }

    private static @Nullable String time(String option, @Nullable String text, Instant now) {
        return text == null ? null : Times.since(option, text, now).toString();
    }

    /** Says how far it is, now and then, when somebody looks. */
    static final class Progress {
        private static final int EVERY = 5_000;

        private final Terminal terminal;
        private final String what;
        private long done;

        Progress(Terminal terminal, String what) {
            this.terminal = terminal;
            this.what = what;
        }

        long done() {
            return done;
        }

        void one(Optional<Instant> at) {
            if (++done % EVERY == 0) {
                terminal.progress(
                        done + " " + what + at.map(time -> ", up to " + time).orElse(""));
            }
        }

        void end() {
            if (done >= EVERY) {
                terminal.progress("");
            }
        }
    }
}
