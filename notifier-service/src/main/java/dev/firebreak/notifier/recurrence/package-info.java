/** What comes again and again by the clock of a time zone. */
@NullMarked
package dev.firebreak.notifier.recurrence;

import org.jspecify.annotations.NullMarked;
