@NullMarked
package dev.firebreak.incident.console;

import org.jspecify.annotations.NullMarked;
