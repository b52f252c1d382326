@NullMarked
package dev.firebreak.notifier.pagerduty.rest;

import org.jspecify.annotations.NullMarked;
