/** How many incidents there were, and how fast people were. */
@NullMarked
package dev.firebreak.incident.statistics;

import org.jspecify.annotations.NullMarked;
