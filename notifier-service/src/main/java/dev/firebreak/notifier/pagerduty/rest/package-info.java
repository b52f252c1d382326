/** What PagerDuty's events cannot carry and its REST API can: notes. */
@NullMarked
package dev.firebreak.notifier.pagerduty.rest;

import org.jspecify.annotations.NullMarked;
