/** Pages through PagerDuty's Events API v2, in order for each incident. */
@NullMarked
package dev.firebreak.notifier.pagerduty;

import org.jspecify.annotations.NullMarked;
