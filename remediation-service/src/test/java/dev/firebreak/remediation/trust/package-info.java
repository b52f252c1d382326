@NullMarked
package dev.firebreak.remediation.trust;

import org.jspecify.annotations.NullMarked;
