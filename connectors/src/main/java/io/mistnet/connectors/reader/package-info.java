/** From a Kafka record to transfers, or to the reason why not. */
@NullMarked
package io.mistnet.connectors.reader;

import org.jspecify.annotations.NullMarked;
