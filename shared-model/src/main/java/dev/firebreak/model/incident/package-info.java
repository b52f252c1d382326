/** What people work on, the facts about it and who is told. */
@NullMarked
package dev.firebreak.model.incident;

import org.jspecify.annotations.NullMarked;
