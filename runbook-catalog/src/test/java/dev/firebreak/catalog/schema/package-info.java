@NullMarked
package dev.firebreak.catalog.schema;

import org.jspecify.annotations.NullMarked;
