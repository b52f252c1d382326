package dev.firebreak.remediation.approval;

import dev.firebreak.catalog.runbook.ApprovalRule;
import dev.firebreak.model.Actor;
import dev.firebreak.model.remediation.Approval;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who is who, and who may: one person is one, whether heard through Slack, the console or the API. */
public final class People {
    private static final String PROGRAM = "token:";
    private static final char PERSON = '@';

    private final Map<String, String> userByActor = new HashMap<>();

    /**
     * @param entries {@code user=actor id} each
     * @throws IllegalArgumentException for an entry of another form
     */
    public People(Collection<String> entries) {
        for (String entry : entries) {
            int at = entry.indexOf('=');
            if (at < 1 || at == entry.length() - 1) {
                throw new IllegalArgumentException(
                        "FIREBREAK_PEOPLE: '" + entry + "' is not of the form user=id, such as marie=slack:U0ADA0001");
            }
            userByActor.put(
                    entry.substring(at + 1).strip(), entry.substring(0, at).strip());
        }
    }

    /** The same for one person wherever they were heard; whom nobody has mapped is known by the edge's own id. */
    public String userOf(String actorId) {
        return userByActor.getOrDefault(actorId, actorId);
    }

    /** A key that a program holds proves nobody's presence. */
    public static boolean isProgram(Actor actor) {
        return actor.id().startsWith(PROGRAM);
    }

    /**
     * {@code responders} in a runbook is the role {@code responder}, {@code @marie} the user; an admin may answer
     * everything. Somebody without any role may not, even by name: no edge vouches that they may be here at all.
     */
    public boolean isEntitled(Actor actor, List<String> by) {
        return actor.isPerson() && !actor.roles().isEmpty() && isEntitled(actor.id(), actor.roles(), by);
    }

    private boolean isEntitled(String actorId, Collection<String> roles, List<String> by) {
        Set<String> held = roles.stream().map(People::singular).collect(Collectors.toSet());
        return held.contains("admin")
                || by.stream()
                        .anyMatch(it -> it.charAt(0) == PERSON
                                ? it.substring(1).equals(userOf(actorId))
                                        || it.substring(1).equals(actorId)
                                : held.contains(singular(it)));
    }

    /** How many different people these are. */
    public long count(Collection<String> actorIds) {
        return actorIds.stream().map(this::userOf).distinct().count();
    }

    /**
     * Whether a complete approval still counts by what is known of its approvers now, and by the rule as it is now.
     *
     * @param roles of each approver, as the edge that heard them vouched for last; missing for whom nobody knows
     * @return why it does not count any more; empty when it does
     */
    public Optional<String> objection(Approval approval, ApprovalRule rule, Map<String, List<String>> roles) {
        Set<String> entitled = new TreeSet<>();
        for (String approver : approval.approvedBy()) {
            if (isEntitled(approver, roles.getOrDefault(approver, List.of()), rule.by())) {
                entitled.add(userOf(approver));
            }
        }
        return entitled.size() >= rule.people()
                ? Optional.empty()
                : Optional.of(entitled.size() + " of " + rule.people() + " people who said yes may still do so; "
                        + String.join(", ", rule.by()) + " may");
    }

    private static String singular(String role) {
        String word = role.toLowerCase(Locale.ROOT);
        return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }
}
