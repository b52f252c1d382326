/** Where calls to the outside may go: decided here for all services, connected by each in its own way. */
@NullMarked
package dev.firebreak.model.egress;

import org.jspecify.annotations.NullMarked;
