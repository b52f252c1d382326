@NullMarked
package dev.firebreak.remediation.execution;

import org.jspecify.annotations.NullMarked;
