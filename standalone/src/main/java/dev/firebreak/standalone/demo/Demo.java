package dev.firebreak.standalone.demo;

import dev.firebreak.standalone.Credentials;
import dev.firebreak.standalone.ServiceName;
import dev.firebreak.standalone.Standalone;
import dev.firebreak.standalone.StandaloneApplication;
import dev.firebreak.standalone.StandaloneOptions;
import dev.firebreak.standalone.Terminal;
import java.time.Duration;

/** {@code ./firebreak demo}: everything started afresh against the sandbox, then an outage from start to end. */
public final class Demo {
    /** The runbook's own is 15 minutes; nobody watches a demo that long. */
    private static final Duration OBSERVATION = Duration.ofSeconds(10);

    private Demo() {}

    /** @return the exit code: 0 only when each step of the story was seen */
    public static int run(StandaloneOptions options, Terminal terminal) {
        terminal.line("Starting Firebreak for a demo: everything outside is the sandbox's, the data are in "
                + options.data());
        Standalone firebreak = Standalone.prepare(
                options.with("FIREBREAK_OBSERVE_AT_MOST", OBSERVATION.toSeconds() + "s")
                        .with("FIREBREAK_MONITORS", "false"), // the story's senders tell it; each event comes once
                terminal);
        StandaloneApplication.stopAtTheEnd(firebreak, terminal);
        firebreak.launch();
        Credentials credentials = firebreak.credentials();
        terminal.line("");
        terminal.line("The links below answer while the demo runs (user " + credentials.adminUser() + ", password "
                + credentials.adminPassword()
                + "). Runbooks watch for 15 minutes before an incident counts as resolved;");
        terminal.line("here it is " + OBSERVATION.toSeconds() + " s (FIREBREAK_OBSERVE_AT_MOST).");
        Narrator narrator = new Narrator(terminal);
        try (JsonClient api = JsonClient.to(
                        firebreak.uri(ServiceName.INCIDENT_SERVICE),
                        credentials.adminUser(),
                        credentials.adminPassword());
                JsonClient sandbox = JsonClient.to(firebreak.uri(ServiceName.SANDBOX))) {
            tell(new Story(narrator, api, sandbox));
            terminal.line("");
            terminal.line(terminal.bold("Done: all " + narrator.stepsSeen() + " steps were seen."));
            return 0;
        } catch (NotSeenException e) {
            terminal.line("");
            terminal.line(
                    terminal.bold("The demo failed") + " after " + narrator.stepsSeen() + " steps: " + e.getMessage());
            terminal.line("  The log is " + firebreak.logFile());
            return 1;
        }
    }

    private static void tell(Story story) {
        story.quietBefore();
        story.badDeployment();
        story.alerts();
        story.incidentOpens();
        story.peopleAreTold();
        story.approval();
        story.rollback();
        story.resolution(OBSERVATION);
    }
}
