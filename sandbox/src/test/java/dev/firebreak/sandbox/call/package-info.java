@NullMarked
package dev.firebreak.sandbox.call;

import org.jspecify.annotations.NullMarked;
