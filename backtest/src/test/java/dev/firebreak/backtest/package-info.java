@NullMarked
package dev.firebreak.backtest;

import org.jspecify.annotations.NullMarked;
