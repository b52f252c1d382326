/** The catalogue: what is loaded, how it is found, how it is replaced while running. */
@NullMarked
package dev.firebreak.catalog;

import org.jspecify.annotations.NullMarked;
