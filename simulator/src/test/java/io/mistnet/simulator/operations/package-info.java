/** The documentation held against what it documents: its scripts run, its links lead somewhere. */
@NullMarked
package io.mistnet.simulator.operations;

import org.jspecify.annotations.NullMarked;
