package dev.firebreak.incident.hold;

import dev.firebreak.model.alert.Alert;

/** An alert that fires and is held back, or the end of one that flaps. */
public record HeldAlert(Alert alert, Hold hold) {}
