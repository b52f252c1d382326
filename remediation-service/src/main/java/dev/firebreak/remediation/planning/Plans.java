package dev.firebreak.remediation.planning;

import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.catalog.runbook.Undo;
import dev.firebreak.catalog.runbook.Verification;
import dev.firebreak.model.remediation.BrokenGlass;
import dev.firebreak.model.remediation.Plan;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.remediation.action.Description;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Renders what would be done. The same state of the world gives the same hash, whenever it is rendered. */
public final class Plans {
    private Plans() {}

    public static Plan of(
            Remediation remediation,
            StepDefinition.Action step,
            Description.Ready described,
            @Nullable BrokenGlass glass,
            String catalogVersion) {
        List<String> evidence = new ArrayList<>();
        for (Step earlier : remediation.steps()) {
            if (earlier.id().equals(step.id())) {
                break;
            }
            if (earlier.detail() != null && isEvidence(earlier.status())) {
                evidence.add(earlier.id() + ": " + earlier.detail());
            }
        }
        evidence.addAll(described.evidence());
        evidence.add(afterwards(step.verify(), step.undo()));
        if (glass != null) {
            evidence.add("glass broken by " + glass.name() + ": " + glass.reason());
        }
        return plan(step.type(), described, evidence, glass == null ? List.of() : glass.guards(), catalogVersion);
    }

    /** The reverse of a step, decided when the step itself was. */
    public static Plan ofUndo(Undo undo, Description.Ready described, String reason, String catalogVersion) {
        return plan(undo.action(), described, List.of(reason), List.of(), catalogVersion);
    }

    /** Approved with the action: people say yes to what happens if it does not help as well. */
    private static String afterwards(@Nullable Verification verify, @Nullable Undo undo) {
        String proof = verify == null
                ? "nothing proves that it helped: look yourself"
                : "counts as done when " + verify.check() + " is good " + times(verify.consecutive()) + " within "
                        + verify.within().toSeconds() + " s";
        return undo == null ? proof : proof + "; otherwise undone by " + undo.action();
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times in a row";
    }

    private static boolean isEvidence(StepStatus status) {
        return status == StepStatus.SUCCEEDED || status == StepStatus.FAILED || status == StepStatus.UNDONE;
    }

    private static Plan plan(
            String action,
            Description.Ready described,
            List<String> evidence,
            List<String> guards,
            String catalogVersion) {
        List<String> parts = new ArrayList<>();
        parts.add(action);
        parts.add(described.target());
        parts.add(String.valueOf(described.from()));
        parts.add(described.to());
        parts.addAll(evidence);
        guards.forEach(guard -> parts.add("passes " + guard));
        parts.add(catalogVersion);
        return new Plan(
                action,
                described.target(),
                described.from(),
                described.to(),
                evidence,
                guards,
                catalogVersion,
                hash(parts));
    }

    /** Each part with its length, so that no two lists of parts look alike. */
    static String hash(List<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
