/** Who is at the other end of a link, and whether they may be there: pinned TLS and the first message. */
@NullMarked
package io.mistnet.node.peer;

import org.jspecify.annotations.NullMarked;
