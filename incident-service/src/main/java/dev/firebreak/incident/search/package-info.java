/** Incidents by the words in them. */
@NullMarked
package dev.firebreak.incident.search;

import org.jspecify.annotations.NullMarked;
