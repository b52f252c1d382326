/** Who is told when: what can wait until quiet hours are over. */
@NullMarked
package dev.firebreak.notifier.routing;

import org.jspecify.annotations.NullMarked;
