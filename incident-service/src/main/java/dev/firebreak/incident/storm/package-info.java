/** Many incidents of one system at once become one. */
@NullMarked
package dev.firebreak.incident.storm;

import org.jspecify.annotations.NullMarked;
