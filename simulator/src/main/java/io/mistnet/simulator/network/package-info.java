/** A whole network in one process: banks and compute parties in threads, joined by real links. */
@NullMarked
package io.mistnet.simulator.network;

import org.jspecify.annotations.NullMarked;
