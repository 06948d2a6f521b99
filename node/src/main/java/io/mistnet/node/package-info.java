/** One institution's node: its links to the others, its window of transfers, its epochs. */
@NullMarked
package io.mistnet.node;

import org.jspecify.annotations.NullMarked;
