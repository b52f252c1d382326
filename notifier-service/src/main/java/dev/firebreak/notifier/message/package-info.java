/** Receivers that are told each thing by a message of its own: what is the same for all of them, and the SPI for the rest. */
@NullMarked
package dev.firebreak.notifier.message;

import org.jspecify.annotations.NullMarked;
