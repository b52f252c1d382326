@NullMarked
package dev.firebreak.incident.threshold;

import org.jspecify.annotations.NullMarked;
