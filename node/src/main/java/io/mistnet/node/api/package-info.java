/** The REST API for an institution's own tools: what the console's pages do, as operations. The domain is elsewhere; here is what is sent for it, and what is answered. */
@NullMarked
package io.mistnet.node.api;

import org.jspecify.annotations.NullMarked;
