/** How anything leaves: one lane a destination, within its budget, until it is proven or superseded. */
@NullMarked
package dev.firebreak.notifier.delivery;

import org.jspecify.annotations.NullMarked;
