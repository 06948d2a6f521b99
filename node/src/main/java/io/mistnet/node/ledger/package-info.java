/** The window in the form in which it enters the propagation. */
@NullMarked
package io.mistnet.node.ledger;

import org.jspecify.annotations.NullMarked;
