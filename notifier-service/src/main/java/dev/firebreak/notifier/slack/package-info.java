/** One card an incident and receiver, kept like the state it shows; what happened in its thread. */
@NullMarked
package dev.firebreak.notifier.slack;

import org.jspecify.annotations.NullMarked;
