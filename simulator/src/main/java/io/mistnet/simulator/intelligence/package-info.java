/** Made-up intelligence records of several contributors, to try the encrypted lookup with. */
@NullMarked
package io.mistnet.simulator.intelligence;

import org.jspecify.annotations.NullMarked;
