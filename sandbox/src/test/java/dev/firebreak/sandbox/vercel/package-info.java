@NullMarked
package dev.firebreak.sandbox.vercel;

import org.jspecify.annotations.NullMarked;
