/** Commands on their way to their owners. */
@NullMarked
package dev.firebreak.notifier.command;

import org.jspecify.annotations.NullMarked;
