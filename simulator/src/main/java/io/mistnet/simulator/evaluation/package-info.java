/** How well propagation detects: each bank alone, all banks in secret shares, all data pooled in the clear. */
@NullMarked
package io.mistnet.simulator.evaluation;

import org.jspecify.annotations.NullMarked;
