/** How the model travels: topics, CloudEvents headers and JSON. */
@NullMarked
package dev.firebreak.model.wire;

import org.jspecify.annotations.NullMarked;
