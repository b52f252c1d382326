/** What people and programs ask over HTTP. */
@NullMarked
package dev.firebreak.incident.api;

import org.jspecify.annotations.NullMarked;
