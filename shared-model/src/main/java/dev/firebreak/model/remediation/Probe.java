package dev.firebreak.model.remediation;

import org.jspecify.annotations.Nullable;

/**
 * What a step's verification saw, so that people can compare.
 *
 * @param before right before the action; null when it did not answer in the short time that an action waits for it
 * @param after the one that decided, with the action in effect; null before
 * @param afterUndo the one that decided after the action was taken back; null when it was not
 */
public record Probe(
        @Nullable Reading before,
        @Nullable Reading after,
        @Nullable Reading afterUndo) {}
