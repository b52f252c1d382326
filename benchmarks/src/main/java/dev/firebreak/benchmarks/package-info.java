/** What Firebreak does in what time, measured from outside. */
@NullMarked
package dev.firebreak.benchmarks;

import org.jspecify.annotations.NullMarked;
