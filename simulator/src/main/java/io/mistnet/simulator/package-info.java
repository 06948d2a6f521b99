/** Synthetic economies, data sets, evaluation, benchmarks and the demonstration of a whole network. */
@NullMarked
package io.mistnet.simulator;

import org.jspecify.annotations.NullMarked;
