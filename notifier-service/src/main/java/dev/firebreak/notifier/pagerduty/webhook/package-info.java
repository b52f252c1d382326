/** What PagerDuty says happened there, as commands of whoever did it. */
@NullMarked
package dev.firebreak.notifier.pagerduty.webhook;

import org.jspecify.annotations.NullMarked;
