/** HTTP: a named endpoint called, an answer looked at. */
@NullMarked
package dev.firebreak.remediation.action.http;

import org.jspecify.annotations.NullMarked;
