/** PagerDuty's Events API v2 and some of its REST API in, its webhooks v3 out. */
@NullMarked
package dev.firebreak.sandbox.pagerduty;

import org.jspecify.annotations.NullMarked;
