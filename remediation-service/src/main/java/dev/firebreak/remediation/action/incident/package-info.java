/** The incident itself: a note, a call for somebody; carried out by incident-service. */
@NullMarked
package dev.firebreak.remediation.action.incident;

import org.jspecify.annotations.NullMarked;
