/** GitHub's workflows: dispatched, and their runs. */
@NullMarked
package dev.firebreak.sandbox.github;

import org.jspecify.annotations.NullMarked;
