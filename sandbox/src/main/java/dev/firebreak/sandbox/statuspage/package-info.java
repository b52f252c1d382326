/** Statuspage's incidents: opened, updated, resolved. */
@NullMarked
package dev.firebreak.sandbox.statuspage;

import org.jspecify.annotations.NullMarked;
