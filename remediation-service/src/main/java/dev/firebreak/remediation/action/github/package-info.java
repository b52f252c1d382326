/** Workflows of GitHub Actions. */
@NullMarked
package dev.firebreak.remediation.action.github;

import org.jspecify.annotations.NullMarked;
