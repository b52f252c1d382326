/** Who of a Slack workspace may act here. */
@NullMarked
package dev.firebreak.notifier.slack.people;

import org.jspecify.annotations.NullMarked;
