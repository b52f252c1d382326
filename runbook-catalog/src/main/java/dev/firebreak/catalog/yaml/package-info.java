/** YAML with positions, and reading it strictly: every error at once, none thrown. */
@NullMarked
package dev.firebreak.catalog.yaml;

import org.jspecify.annotations.NullMarked;
