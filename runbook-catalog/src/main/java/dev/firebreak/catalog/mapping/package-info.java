/** How messages of tools that nobody foresaw become alerts. */
@NullMarked
package dev.firebreak.catalog.mapping;

import org.jspecify.annotations.NullMarked;
