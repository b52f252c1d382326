/** Names, ports and certificates, looked at from here. */
@NullMarked
package dev.firebreak.remediation.check.network;

import org.jspecify.annotations.NullMarked;
