/** A whole network on this machine, each institution in a process of its own, for people to look at. */
@NullMarked
package io.mistnet.simulator.demo;

import org.jspecify.annotations.NullMarked;
