/** Slack messages that are about no single incident. */
@NullMarked
package dev.firebreak.notifier.slack.notice;

import org.jspecify.annotations.NullMarked;
