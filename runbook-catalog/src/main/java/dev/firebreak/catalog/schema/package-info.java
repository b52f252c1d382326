/** The language as JSON Schema, for editors. */
@NullMarked
package dev.firebreak.catalog.schema;

import org.jspecify.annotations.NullMarked;
