/** How fast the consoles of a running network are, and what its nodes cost meanwhile. */
@NullMarked
package io.mistnet.simulator.benchmark.console;

import org.jspecify.annotations.NullMarked;
