/** The lookup for the institution's own investigators: routes of the node's HTTP server that only this machine's users reach. */
@NullMarked
package io.mistnet.node.lookup.http;

import org.jspecify.annotations.NullMarked;
