/** Tokens by which an institution's own tools enter its REST API. */
@NullMarked
package io.mistnet.node.api.token;

import org.jspecify.annotations.NullMarked;
