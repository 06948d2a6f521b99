/** The encrypted lookup between OPRF outputs and homomorphic encryption: tags, sealed labels, the table's buckets, queries, answers and batches. */
@NullMarked
package io.mistnet.protocols.retrieval;

import org.jspecify.annotations.NullMarked;
