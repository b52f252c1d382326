package dev.firebreak.model;

import java.util.List;

/**
 * Who did it. Every command and every fact has one.
 *
 * @param id stable where it came from: a user name of ours, {@code slack:U123}, a source's name
 * @param name for people to read
 * @param roles what the edge that identified the actor vouches for, such as {@code responder}; empty for machines
 */
public record Actor(String id, String name, Origin origin, List<String> roles) {
    public static final Actor FIREBREAK = new Actor("firebreak", "Firebreak", Origin.FIREBREAK, List.of());

    public Actor {
        roles = List.copyOf(roles);
    }

    public static Actor source(String source) {
        return new Actor(source, source, Origin.SOURCE, List.of());
    }

    /** True for people, false for Firebreak itself and the sources. */
    public boolean isPerson() {
        return origin != Origin.FIREBREAK && origin != Origin.SOURCE;
    }
}
