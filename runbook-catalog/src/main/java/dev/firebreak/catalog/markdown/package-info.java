/** A first catalogue out of the Markdown that a team already has. Pure: text in, files out, the same each time. */
@NullMarked
package dev.firebreak.catalog.markdown;

import org.jspecify.annotations.NullMarked;
