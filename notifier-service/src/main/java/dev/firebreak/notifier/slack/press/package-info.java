/** What Slack sends: signed presses of buttons that become commands. */
@NullMarked
package dev.firebreak.notifier.slack.press;

import org.jspecify.annotations.NullMarked;
