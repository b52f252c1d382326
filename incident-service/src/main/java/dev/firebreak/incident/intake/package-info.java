/** Alerts and what explains them, from Kafka to a change of an incident. */
@NullMarked
package dev.firebreak.incident.intake;

import org.jspecify.annotations.NullMarked;
