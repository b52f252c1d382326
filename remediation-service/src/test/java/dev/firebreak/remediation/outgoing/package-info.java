@NullMarked
package dev.firebreak.remediation.outgoing;

import org.jspecify.annotations.NullMarked;
