/** All of Firebreak in one JVM: a single-machine deployment that keeps its data in one folder. */
@NullMarked
package dev.firebreak.standalone;

import org.jspecify.annotations.NullMarked;
