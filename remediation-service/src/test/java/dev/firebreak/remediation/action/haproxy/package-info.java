@NullMarked
package dev.firebreak.remediation.action.haproxy;

import org.jspecify.annotations.NullMarked;
