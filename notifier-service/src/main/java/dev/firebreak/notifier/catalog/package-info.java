/** The catalogue, for names that people choose from. What it decides is decided elsewhere. */
@NullMarked
package dev.firebreak.notifier.catalog;

import org.jspecify.annotations.NullMarked;
