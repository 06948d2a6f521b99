/** What the protocols cost on this machine, measured on the classes that a node runs. */
@NullMarked
package io.mistnet.simulator.benchmark;

import org.jspecify.annotations.NullMarked;
