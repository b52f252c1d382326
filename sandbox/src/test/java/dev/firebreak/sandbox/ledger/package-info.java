@NullMarked
package dev.firebreak.sandbox.ledger;

import org.jspecify.annotations.NullMarked;
