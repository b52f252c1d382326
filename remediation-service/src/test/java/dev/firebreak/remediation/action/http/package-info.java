@NullMarked
package dev.firebreak.remediation.action.http;

import org.jspecify.annotations.NullMarked;
