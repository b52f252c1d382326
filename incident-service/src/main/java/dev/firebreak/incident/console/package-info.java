/** The web page where people see what happens and say what is to be done. Commands go to the API like anybody's. */
@NullMarked
package dev.firebreak.incident.console;

import org.jspecify.annotations.NullMarked;
