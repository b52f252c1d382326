/** The command line: thin, true to what the services answer. */
@NullMarked
package dev.firebreak.cli;

import org.jspecify.annotations.NullMarked;
