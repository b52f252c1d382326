@NullMarked
package dev.firebreak.incident.stream;

import org.jspecify.annotations.NullMarked;
