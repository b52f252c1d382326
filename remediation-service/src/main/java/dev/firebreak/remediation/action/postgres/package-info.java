/** PostgreSQL: sessions looked at and ended. */
@NullMarked
package dev.firebreak.remediation.action.postgres;

import org.jspecify.annotations.NullMarked;
