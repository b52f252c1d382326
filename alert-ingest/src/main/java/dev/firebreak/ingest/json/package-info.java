/** Reading JSON from strangers: token by token, within bounds, with the place of each mistake. */
@NullMarked
package dev.firebreak.ingest.json;

import org.jspecify.annotations.NullMarked;
