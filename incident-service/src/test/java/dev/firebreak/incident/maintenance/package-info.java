@NullMarked
package dev.firebreak.incident.maintenance;

import org.jspecify.annotations.NullMarked;
