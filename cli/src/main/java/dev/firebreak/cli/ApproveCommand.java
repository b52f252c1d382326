package dev.firebreak.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "approve", description = "Show what is asked, and approve it by the first characters of its plan.")
final class ApproveCommand implements Callable<Integer> {
    private static final int SHORTEST = 6;
    private static final int SHOWN = 12;

    private final Terminal terminal;
    private final Environment environment;

    @Mixin
    private final OfIncident incident = new OfIncident();

    @Option(
            names = "--plan",
            paramLabel = "HASH",
            description = "the plan that was read, at least 6 characters; without it the question is only shown")
    private @Nullable String plan;

    ApproveCommand(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Api api = incident.api(environment);
        JsonNode remediation = incident.remediation(api);
        JsonNode approval = OfIncident.question(remediation).path("approval");
        String hash = approval.path("plan").path("hash").asString("");
        if (plan == null) {
            show(approval, hash);
            return ExitCode.REFUSED;
        }
        if (plan.length() < SHORTEST || !hash.startsWith(plan)) {
            show(approval, hash);
            throw new CommandFailure(ExitCode.REFUSED, "the plan is " + hash + ", not " + Terminal.plain(plan));
        }
        JsonNode accepted = api.send(
                "POST",
                OfIncident.path(remediation) + "/approve",
                Map.of("approvalId", approval.path("id").asString("")));
        return incident.tell(terminal, accepted, "Said yes to plan " + hash.substring(0, SHOWN));
    }

    private void show(JsonNode approval, String hash) {
        JsonNode asked = approval.path("plan");
        say(asked.path("action").asString("") + " on " + asked.path("target").asString(""));
        say("  from      " + asked.path("from").asString("–"));
        say("  to        " + asked.path("to").asString(""));
        asked.path("evidence").forEach(line -> say("  because   " + line.asString("")));
        asked.path("guards").forEach(guard -> say("  passes    " + guard.asString("")));
        say("  may       "
                + approval.path("by").valueStream().map(JsonNode::asString).collect(Collectors.joining(", ")) + "; "
                + approval.path("approvedBy").size() + " of "
                + approval.path("people").asInt() + " people");
        say("  until     " + approval.path("expiresAt").asString(""));
        say("Approve with --plan " + hash.substring(0, Math.min(SHOWN, hash.length())));
    }

    private void say(String line) {
        terminal.say(Terminal.plain(line));
    }
}
