@NullMarked
package dev.firebreak.notifier.discord;

import org.jspecify.annotations.NullMarked;
