/** The durable window of recent transfers: what is counted, how often, and up to which offset of the stream. */
@NullMarked
package io.mistnet.node.window;

import org.jspecify.annotations.NullMarked;
