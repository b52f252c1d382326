/** CEL: what conditions and templates may refer to, compiled once, evaluated within bounds. */
@NullMarked
package dev.firebreak.catalog.expression;

import org.jspecify.annotations.NullMarked;
