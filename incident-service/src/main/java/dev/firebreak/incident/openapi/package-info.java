/** The API described for programs, made from the code that answers. */
@NullMarked
package dev.firebreak.incident.openapi;

import org.jspecify.annotations.NullMarked;
