/** Requests of the encrypted lookup and their replies, between institutions over pinned TLS. */
@NullMarked
package io.mistnet.node.request;

import org.jspecify.annotations.NullMarked;
