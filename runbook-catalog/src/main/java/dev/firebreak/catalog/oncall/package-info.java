/** Who is on call when: for teams that keep their rotation with their runbooks. */
@NullMarked
package dev.firebreak.catalog.oncall;

import org.jspecify.annotations.NullMarked;
