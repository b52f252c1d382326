/** What the sources tell: alerts and deployments. */
@NullMarked
package dev.firebreak.model.alert;

import org.jspecify.annotations.NullMarked;
