/** What all operations of the REST API have in common: who asks, what was sent, answers, problems, versions, keys of requests, and the way from the one to the other. */
@NullMarked
package io.mistnet.node.api.frame;

import org.jspecify.annotations.NullMarked;
