/** Who changed what, and who was refused: kept for those who must answer for it. */
@NullMarked
package dev.firebreak.incident.audit;

import org.jspecify.annotations.NullMarked;
