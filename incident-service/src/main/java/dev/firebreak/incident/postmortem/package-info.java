/** What is learned from an incident: a draft from its log, then what people make of it. */
@NullMarked
package dev.firebreak.incident.postmortem;

import org.jspecify.annotations.NullMarked;
