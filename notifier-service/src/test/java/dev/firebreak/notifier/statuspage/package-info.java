@NullMarked
package dev.firebreak.notifier.statuspage;

import org.jspecify.annotations.NullMarked;
