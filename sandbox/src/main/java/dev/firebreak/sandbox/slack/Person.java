package dev.firebreak.sandbox.slack;

import java.util.Locale;

/** People of the workspace: their id is all there is. */
final class Person {
    static final String RESPONDER = "U0RESPONDER";

    private Person() {}

    static String name(String id) {
        return id.equals(RESPONDER) ? "Robin Responder" : "Person " + id;
    }

    static String handle(String id) {
        return id.equals(RESPONDER) ? "robin" : id.toLowerCase(Locale.ROOT);
    }
}
