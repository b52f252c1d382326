@NullMarked
package dev.firebreak.incident.access;

import org.jspecify.annotations.NullMarked;
