/** Values that every part of the model uses: ids, actors, links. */
@NullMarked
package dev.firebreak.model;

import org.jspecify.annotations.NullMarked;
