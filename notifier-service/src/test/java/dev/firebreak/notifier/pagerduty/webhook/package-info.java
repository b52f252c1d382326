@NullMarked
package dev.firebreak.notifier.pagerduty.webhook;

import org.jspecify.annotations.NullMarked;
