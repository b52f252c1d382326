@NullMarked
package dev.firebreak.catalog.markdown;

import org.jspecify.annotations.NullMarked;
