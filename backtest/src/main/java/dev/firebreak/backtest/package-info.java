/** The services' decisions over recorded alerts, by a virtual clock. */
@NullMarked
package dev.firebreak.backtest;

import org.jspecify.annotations.NullMarked;
