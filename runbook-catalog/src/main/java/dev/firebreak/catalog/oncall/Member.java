package dev.firebreak.catalog.oncall;

import org.jspecify.annotations.Nullable;

/** @param slack Slack's id of the person, such as {@code U0ADA0001}; null when nobody is to be called there */
public record Member(String name, @Nullable String slack) {}
