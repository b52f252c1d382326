/** The whole system, seen from outside: over HTTP, and as the rules that its parts keep. */
@NullMarked
package dev.firebreak.acceptance;

import org.jspecify.annotations.NullMarked;
