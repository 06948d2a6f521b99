/** Transfers between millions of accounts in primitive columns, and each bank's ledger of them. */
@NullMarked
package io.mistnet.simulator.graph;

import org.jspecify.annotations.NullMarked;
