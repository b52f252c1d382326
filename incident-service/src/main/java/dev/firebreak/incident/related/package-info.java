/** What incidents have to do with each other. */
@NullMarked
package dev.firebreak.incident.related;

import org.jspecify.annotations.NullMarked;
