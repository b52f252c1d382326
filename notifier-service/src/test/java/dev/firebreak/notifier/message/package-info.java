@NullMarked
package dev.firebreak.notifier.message;

import org.jspecify.annotations.NullMarked;
