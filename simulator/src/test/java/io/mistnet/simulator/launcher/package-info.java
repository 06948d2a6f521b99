/** The launcher, run on a small checkout whose Maven and JDK only write down what they were asked. */
@NullMarked
package io.mistnet.simulator.launcher;

import org.jspecify.annotations.NullMarked;
