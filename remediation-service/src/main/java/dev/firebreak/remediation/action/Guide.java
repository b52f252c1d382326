package dev.firebreak.remediation.action;

/**
 * What people should know of an action before a runbook uses it, a sentence or two each.
 *
 * @param effect the state that it leads to
 * @param touches all that it reaches
 * @param limits what it never does
 * @param observed how it is seen whether a call took effect
 * @param repeat begins with yes or no when that holds for every request
 */
public record Guide(String effect, String touches, String limits, String observed, String repeat) {}
