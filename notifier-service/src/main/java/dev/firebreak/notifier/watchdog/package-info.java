/** Looks, apart from what delivers, whether somebody who must know is not proven to know; raises it, and beats outward. */
@NullMarked
package dev.firebreak.notifier.watchdog;

import org.jspecify.annotations.NullMarked;
