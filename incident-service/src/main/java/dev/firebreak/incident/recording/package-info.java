/** The alerts as they came, for a backtest: kept in their topic, handed out as a stream. */
@NullMarked
package dev.firebreak.incident.recording;

import org.jspecify.annotations.NullMarked;
