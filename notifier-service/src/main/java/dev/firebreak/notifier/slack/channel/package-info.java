/** A channel of Slack's for one incident alone: made, filled with those on call, and archived with its post-mortem pinned. */
@NullMarked
package dev.firebreak.notifier.slack.channel;

import org.jspecify.annotations.NullMarked;
