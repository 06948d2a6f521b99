/** The threshold oblivious pseudorandom function of RFC 9497 (VOPRF, P256-SHA256): its key is held in shares, made without a dealer and refreshed. */
@NullMarked
package io.mistnet.protocols.oprf;

import org.jspecify.annotations.NullMarked;
