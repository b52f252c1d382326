package dev.firebreak.catalog.expression;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** Where an expression stands, which decides what it may refer to. */
public enum Site {
    /** A service's {@code identify}: the service is not known yet. */
    IDENTIFY("alert", "now"),
    /** A monitor's address. */
    MONITOR("service", "target"),
    /** A runbook's {@code when} and {@code level}. */
    ALERT("alert", "service", "target", "threshold", "now"),
    /** What one alert, the source, does to another. */
    INHIBITION("source", "alert", "now"),
    /** Escalation. */
    INCIDENT("alert", "incident", "level", "service", "target", "threshold", "deployment", "now"),
    /** A step's {@code if}, its parameters and its words. */
    STEP("alert", "incident", "level", "service", "target", "threshold", "deployment", "steps", "now"),
    /** What a check expects of an answer. */
    ANSWER("status", "body"),
    /** A mapping: a message of a tool that we do not know. */
    EVENT("event", "now"),
    /** The same where a message has several alerts: one of them. */
    EVENT_ITEM("event", "item", "now");

    private final ImmutableList<String> variables;

    Site(String... variables) {
        this.variables = ImmutableList.copyOf(variables);
    }

    List<String> variables() {
        return variables;
    }
}
