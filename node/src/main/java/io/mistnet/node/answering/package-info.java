/** How the host answers encrypted questions: whose keys it holds, who is served next, and what it refuses. Knows nothing of links. */
@NullMarked
package io.mistnet.node.answering;

import org.jspecify.annotations.NullMarked;
