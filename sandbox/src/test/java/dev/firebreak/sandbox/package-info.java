@NullMarked
package dev.firebreak.sandbox;

import org.jspecify.annotations.NullMarked;
