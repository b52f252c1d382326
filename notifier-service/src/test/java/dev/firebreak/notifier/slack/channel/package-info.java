@NullMarked
package dev.firebreak.notifier.slack.channel;

import org.jspecify.annotations.NullMarked;
