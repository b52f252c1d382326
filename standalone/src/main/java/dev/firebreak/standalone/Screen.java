package dev.firebreak.standalone;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The one screen that a start ends with: where everything is and how to send the first alert. */
final class Screen {
    private final Standalone firebreak;
    private final Terminal terminal;

    Screen(Standalone firebreak, Terminal terminal) {
        this.firebreak = firebreak;
        this.terminal = terminal;
    }

    void show() {
        lines().forEach(terminal::line);
    }

    private List<String> lines() {
        URI api = firebreak.uri(ServiceName.INCIDENT_SERVICE);
        Credentials credentials = firebreak.credentials();
        Snippets snippets = firebreak.snippets();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(terminal.bold("Firebreak is ready") + " on " + firebreak.listen());
        lines.add("  API       " + api + "/api/incidents   user " + credentials.adminUser() + ", password "
                + credentials.adminPassword());
        lines.add("  data      " + firebreak.data() + "   log " + firebreak.logFile());
        lines.addAll(providers());
        webhook(lines, "Prometheus", "alertmanager.yml:", snippets.alertmanager(), snippets.prometheusCall());
        lines.add("  or straight from Prometheus, prometheus.yml:");
        snippets.prometheus().lines().forEach(line -> lines.add("  " + line));
        webhook(lines, "Sentry", "", snippets.sentry(), snippets.sentryCall());
        webhook(lines, "Vercel", "", snippets.vercel(), snippets.vercelCall());
        webhook(lines, "Anything else", "", snippets.events(), snippets.eventsCall());
        lines.add("");
        lines.add(terminal.bold("Heartbeats") + "  of jobs that must run");
        lines.add("  " + snippets.heartbeatCall());
        lines.add("");
        lines.add("Incidents: ./firebreak list      All that reached the providers: "
                + (firebreak.sandboxed().isEmpty()
                        ? "their own pages"
                        : firebreak.uri(ServiceName.SANDBOX) + "/ledger"));
        lines.add("Ctrl-C stops it; what was accepted is kept in the data folder.");
        return lines;
    }

    private List<String> providers() {
        Set<Provider> sandboxed = firebreak.sandboxed();
        Set<Provider> real = EnumSet.allOf(Provider.class);
        real.removeAll(sandboxed);
        List<String> lines = new ArrayList<>();
        if (!real.isEmpty()) {
            lines.add("  real      " + titles(real));
        }
        if (!sandboxed.isEmpty()) {
            lines.add("  sandbox   " + titles(sandboxed) + " at " + firebreak.uri(ServiceName.SANDBOX)
                    + "; the real ones with "
                    + sandboxed.stream().map(Provider::credential).collect(Collectors.joining(", ")));
        }
        if (sandboxed.contains(Provider.VERCEL)) {
            lines.add("            and so are the hosts that the runbooks name: nothing outside is touched");
        }
        return lines;
    }

    private static String titles(Set<Provider> providers) {
        return providers.stream().map(Provider::title).collect(Collectors.joining(", "));
    }

    private void webhook(List<String> lines, String title, String where, String snippet, String call) {
        lines.add("");
        lines.add(terminal.bold(title) + (where.isEmpty() ? "" : "  " + where));
        snippet.lines().forEach(line -> lines.add("  " + line));
        lines.add("  try it:");
        call.lines().forEach(lines::add);
    }
}
