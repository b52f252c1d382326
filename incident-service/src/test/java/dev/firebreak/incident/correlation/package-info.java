@NullMarked
package dev.firebreak.incident.correlation;

import org.jspecify.annotations.NullMarked;
