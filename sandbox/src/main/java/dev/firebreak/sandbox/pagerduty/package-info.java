/** PagerDuty's Events API v2. */
@NullMarked
package dev.firebreak.sandbox.pagerduty;

import org.jspecify.annotations.NullMarked;
