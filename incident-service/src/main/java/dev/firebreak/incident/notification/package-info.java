/** Proof that somebody was told. */
@NullMarked
package dev.firebreak.incident.notification;

import org.jspecify.annotations.NullMarked;
