/** Links that carry blocks of shares between institutions. */
@NullMarked
package io.mistnet.node.link;

import org.jspecify.annotations.NullMarked;
