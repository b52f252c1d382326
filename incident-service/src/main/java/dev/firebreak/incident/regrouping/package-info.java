/** People say which alerts belong together: two incidents become one, one becomes two. */
@NullMarked
package dev.firebreak.incident.regrouping;

import org.jspecify.annotations.NullMarked;
