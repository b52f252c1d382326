package dev.firebreak.catalog.runbook;

/** What takes an action back when it did not help. */
public record Undo(String action, Parameters with) {}
