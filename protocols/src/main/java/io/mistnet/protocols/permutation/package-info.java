/** Permutations of rows that no compute party knows as a whole. */
@NullMarked
package io.mistnet.protocols.permutation;

import org.jspecify.annotations.NullMarked;
