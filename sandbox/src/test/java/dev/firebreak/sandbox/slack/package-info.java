@NullMarked
package dev.firebreak.sandbox.slack;

import org.jspecify.annotations.NullMarked;
