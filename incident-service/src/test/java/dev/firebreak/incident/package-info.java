@NullMarked
package dev.firebreak.incident;

import org.jspecify.annotations.NullMarked;
