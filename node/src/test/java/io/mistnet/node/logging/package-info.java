/** Guards over what a node logs. */
@NullMarked
package io.mistnet.node.logging;

import org.jspecify.annotations.NullMarked;
