/** {@code mistnet token}: who may use the REST API. */
@NullMarked
package io.mistnet.node.cli.token;

import org.jspecify.annotations.NullMarked;
