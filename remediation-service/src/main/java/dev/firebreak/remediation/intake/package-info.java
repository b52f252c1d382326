/** What arrives on Kafka. */
@NullMarked
package dev.firebreak.remediation.intake;

import org.jspecify.annotations.NullMarked;
