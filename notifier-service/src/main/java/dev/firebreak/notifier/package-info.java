/** Tells people what they must know and hears what they answer. */
@NullMarked
package dev.firebreak.notifier;

import org.jspecify.annotations.NullMarked;
