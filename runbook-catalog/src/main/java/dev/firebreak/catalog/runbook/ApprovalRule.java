package dev.firebreak.catalog.runbook;

import java.time.Duration;
import java.util.List;

/**
 * Who must say yes.
 *
 * @param by roles, such as {@code responders}
 * @param people how many different people
 */
public record ApprovalRule(List<String> by, Duration within, int people) {
    static final ApprovalRule USUAL = new ApprovalRule(List.of("responders"), Duration.ofMinutes(15), 1);

    public ApprovalRule {
        by = List.copyOf(by);
    }
}
