package dev.firebreak.catalog.runbook;

/** What happens when a step fails: go on with the next one, end here, or end here and bring people in. */
public enum Otherwise {
    CONTINUE,
    STOP,
    ESCALATE
}
