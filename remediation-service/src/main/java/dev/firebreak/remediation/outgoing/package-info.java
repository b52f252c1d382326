/** The one way out over HTTP: allow-list, addresses, deadlines, limits. */
@NullMarked
package dev.firebreak.remediation.outgoing;

import org.jspecify.annotations.NullMarked;
