/** What people ask for, from wherever they ask. */
@NullMarked
package dev.firebreak.model.command;

import org.jspecify.annotations.NullMarked;
