/** Exercises on the running system: alerts sent on purpose, marked so that nobody is woken and nothing is done. */
@NullMarked
package dev.firebreak.incident.drill;

import org.jspecify.annotations.NullMarked;
