/** The rules that hold between modules and packages. */
@NullMarked
package io.mistnet.simulator.architecture;

import org.jspecify.annotations.NullMarked;
