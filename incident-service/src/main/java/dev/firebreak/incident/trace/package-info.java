/** How each alert was decided on, silence included. */
@NullMarked
package dev.firebreak.incident.trace;

import org.jspecify.annotations.NullMarked;
