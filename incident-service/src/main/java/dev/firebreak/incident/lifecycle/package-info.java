/** What an incident goes through: pure decisions from (dossier, message, now) to events. */
@NullMarked
package dev.firebreak.incident.lifecycle;

import org.jspecify.annotations.NullMarked;
