/** A seeded economy of people and firms at several banks, with money laundering hidden among its transfers. */
@NullMarked
package io.mistnet.simulator.economy;

import org.jspecify.annotations.NullMarked;
