@NullMarked
package dev.firebreak.remediation.check.network;

import org.jspecify.annotations.NullMarked;
