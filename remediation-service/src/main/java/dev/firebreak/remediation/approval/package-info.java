/** Answers of people to questions of plans. */
@NullMarked
package dev.firebreak.remediation.approval;

import org.jspecify.annotations.NullMarked;
