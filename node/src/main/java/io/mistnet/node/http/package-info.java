/** What the operator of a node asks of it over HTTP: is it alive, is it ready, how is it doing. */
@NullMarked
package io.mistnet.node.http;

import org.jspecify.annotations.NullMarked;
