@NullMarked
package dev.firebreak.incident.deployment;

import org.jspecify.annotations.NullMarked;
