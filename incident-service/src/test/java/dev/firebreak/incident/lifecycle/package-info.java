@NullMarked
package dev.firebreak.incident.lifecycle;

import org.jspecify.annotations.NullMarked;
