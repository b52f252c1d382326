/** Stand-ins that speak the providers' real contracts, for tests and for the first run. */
@NullMarked
package dev.firebreak.sandbox;

import org.jspecify.annotations.NullMarked;
