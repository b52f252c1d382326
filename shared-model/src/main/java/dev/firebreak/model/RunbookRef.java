package dev.firebreak.model;

/** Names a runbook: unique by system and name within one catalogue. */
public record RunbookRef(String system, String name, String title) {}
