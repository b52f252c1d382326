@NullMarked
package dev.firebreak.remediation.approval;

import org.jspecify.annotations.NullMarked;
