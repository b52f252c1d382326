/** What people ask of incidents, by Kafka or by HTTP. */
@NullMarked
package dev.firebreak.incident.request;

import org.jspecify.annotations.NullMarked;
