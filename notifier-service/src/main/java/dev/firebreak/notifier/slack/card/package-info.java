/** How a card looks: pure rendering to Block Kit within Slack's limits. */
@NullMarked
package dev.firebreak.notifier.slack.card;

import org.jspecify.annotations.NullMarked;
