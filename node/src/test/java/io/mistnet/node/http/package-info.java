/** The operator's endpoints, asked over HTTP. */
@NullMarked
package io.mistnet.node.http;

import org.jspecify.annotations.NullMarked;
