/** The team's runbooks, kept fresh: what the edge takes from them are monitors and mappings. */
@NullMarked
package dev.firebreak.ingest.catalog;

import org.jspecify.annotations.NullMarked;
