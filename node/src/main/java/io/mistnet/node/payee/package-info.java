/** Payees that a bank has looked up before it pays them: from its own Kafka, in batches, and back into it. */
@NullMarked
package io.mistnet.node.payee;

import org.jspecify.annotations.NullMarked;
