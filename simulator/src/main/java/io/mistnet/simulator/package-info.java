/** Synthetic economies, data sets, evaluation and benchmarks; all of them run the same protocol classes as a node. */
@NullMarked
package io.mistnet.simulator;

import org.jspecify.annotations.NullMarked;
