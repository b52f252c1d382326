package dev.firebreak.remediation.action;

import dev.firebreak.remediation.outgoing.Deadline;
import java.time.Duration;

/**
 * Leave to call once.
 *
 * @param idempotencyKey the same for each attempt of one step, for targets that know what to do with it
 * @param deadline nothing may be written to the target after it
 * @param timeout longest wait for the answer; ends before the lease does
 */
public record Dispatch(String idempotencyKey, Deadline deadline, Duration timeout) {}
