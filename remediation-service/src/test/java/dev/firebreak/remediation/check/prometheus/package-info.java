@NullMarked
package dev.firebreak.remediation.check.prometheus;

import org.jspecify.annotations.NullMarked;
