/** {@code /incident …}: what people type in Slack. */
@NullMarked
package dev.firebreak.notifier.slack.slash;

import org.jspecify.annotations.NullMarked;
