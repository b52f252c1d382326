/** Who must be told what: decided purely, written down once, proven by a receipt. */
@NullMarked
package dev.firebreak.notifier.obligation;

import org.jspecify.annotations.NullMarked;
