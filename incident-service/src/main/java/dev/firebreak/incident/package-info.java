/** The service that owns incidents: alerts in, incident facts out, an API for people. */
@NullMarked
package dev.firebreak.incident;

import org.jspecify.annotations.NullMarked;
