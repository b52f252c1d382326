/** Kubernetes: rollouts, scale and the selector of a service, each by compare-and-set. */
@NullMarked
package dev.firebreak.remediation.action.kubernetes;

import org.jspecify.annotations.NullMarked;
