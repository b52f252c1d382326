@NullMarked
package dev.firebreak.remediation.action.postgres;

import org.jspecify.annotations.NullMarked;
