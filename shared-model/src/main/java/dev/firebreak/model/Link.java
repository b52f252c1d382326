package dev.firebreak.model;

/** A place to look at, with the words to show for it. */
public record Link(String title, String href) {}
