/** Channels of Microsoft Teams, told through their workflows. */
@NullMarked
package dev.firebreak.notifier.teams;

import org.jspecify.annotations.NullMarked;
