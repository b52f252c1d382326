package dev.firebreak.catalog.runbook;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who must say yes.
 *
 * @param by roles, such as {@code responders}, and persons, such as {@code @marie}: any of them may
 * @param people how many different people
 */
public record ApprovalRule(List<String> by, Duration within, int people) {
    static final ApprovalRule USUAL = new ApprovalRule(List.of("responders"), Duration.ofMinutes(15), 1);

    private static final Pattern PERSON = Pattern.compile("@\\S{1,100}");

    public ApprovalRule {
        by = List.copyOf(by);
    }

    static boolean isPerson(String by) {
        return PERSON.matcher(by).matches();
    }
}
