/** Reads the facts about incidents and remediations and writes down what is due. */
@NullMarked
package dev.firebreak.notifier.intake;

import org.jspecify.annotations.NullMarked;
