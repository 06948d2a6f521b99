/** The command line: the root command and the commands that need more than one institution. */
@NullMarked
package io.mistnet.simulator.cli;

import org.jspecify.annotations.NullMarked;
