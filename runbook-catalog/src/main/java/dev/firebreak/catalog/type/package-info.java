/** The checks and actions that a runbook may use, with their parameters. */
@NullMarked
package dev.firebreak.catalog.type;

import org.jspecify.annotations.NullMarked;
