/** Pair tags, and how the two rows of a pair find each other. */
@NullMarked
package io.mistnet.protocols.matching;

import org.jspecify.annotations.NullMarked;
