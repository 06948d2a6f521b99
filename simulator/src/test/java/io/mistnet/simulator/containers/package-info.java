/** Images, compose file and chart, with real tools where the machine has them. */
@NullMarked
package io.mistnet.simulator.containers;

import org.jspecify.annotations.NullMarked;
