@NullMarked
package dev.firebreak.remediation.check;

import org.jspecify.annotations.NullMarked;
