@NullMarked
package dev.firebreak.incident.intake;

import org.jspecify.annotations.NullMarked;
