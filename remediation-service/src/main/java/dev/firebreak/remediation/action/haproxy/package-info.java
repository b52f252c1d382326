/** HAProxy's runtime API: servers of a backend taken in and out. */
@NullMarked
package dev.firebreak.remediation.action.haproxy;

import org.jspecify.annotations.NullMarked;
