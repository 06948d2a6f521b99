/** Risk propagation over the joint, hidden graph: functionality, plaintext twin and secure protocol. */
@NullMarked
package io.mistnet.protocols.propagation;

import org.jspecify.annotations.NullMarked;
