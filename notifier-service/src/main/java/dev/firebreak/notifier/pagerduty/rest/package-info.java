/** What PagerDuty's events cannot carry and its REST API can: notes, the owner, the escalation level. */
@NullMarked
package dev.firebreak.notifier.pagerduty.rest;

import org.jspecify.annotations.NullMarked;
