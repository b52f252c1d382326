@NullMarked
package dev.firebreak.remediation.check.queue;

import org.jspecify.annotations.NullMarked;
