@NullMarked
package dev.firebreak.incident.postmortem;

import org.jspecify.annotations.NullMarked;
