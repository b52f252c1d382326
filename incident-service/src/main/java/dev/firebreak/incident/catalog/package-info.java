/** The team's runbooks, kept fresh. */
@NullMarked
package dev.firebreak.incident.catalog;

import org.jspecify.annotations.NullMarked;
