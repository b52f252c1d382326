/** Makes the checks that checklists are ticked by. */
@NullMarked
package dev.firebreak.remediation.checklist;

import org.jspecify.annotations.NullMarked;
