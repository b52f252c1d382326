@NullMarked
package dev.firebreak.incident.silence;

import org.jspecify.annotations.NullMarked;
