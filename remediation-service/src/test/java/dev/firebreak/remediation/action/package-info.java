@NullMarked
package dev.firebreak.remediation.action;

import org.jspecify.annotations.NullMarked;
