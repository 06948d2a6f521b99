/** Ordered links between two parties of a protocol. */
@NullMarked
package io.mistnet.protocols.channel;

import org.jspecify.annotations.NullMarked;
