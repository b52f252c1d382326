/** Channels of Discord, told through their webhooks. */
@NullMarked
package dev.firebreak.notifier.discord;

import org.jspecify.annotations.NullMarked;
