/** A real Kafka for tests. */
@NullMarked
package io.mistnet.node.kafka;

import org.jspecify.annotations.NullMarked;
