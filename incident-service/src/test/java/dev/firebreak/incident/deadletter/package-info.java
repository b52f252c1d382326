@NullMarked
package dev.firebreak.incident.deadletter;

import org.jspecify.annotations.NullMarked;
