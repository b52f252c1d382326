/** What happens, as it happens: the log of all incidents as Server-Sent Events. */
@NullMarked
package dev.firebreak.incident.stream;

import org.jspecify.annotations.NullMarked;
