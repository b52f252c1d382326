/** Runbooks and checklists: when they apply and what their steps are. */
@NullMarked
package dev.firebreak.catalog.runbook;

import org.jspecify.annotations.NullMarked;
