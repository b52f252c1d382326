@NullMarked
package dev.firebreak.remediation.action.redis;

import org.jspecify.annotations.NullMarked;
