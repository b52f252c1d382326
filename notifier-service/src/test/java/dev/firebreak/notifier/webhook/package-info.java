@NullMarked
package dev.firebreak.notifier.webhook;

import org.jspecify.annotations.NullMarked;
