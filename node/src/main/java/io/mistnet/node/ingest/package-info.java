/** The bank's own stream of transfers, from Kafka into the window. */
@NullMarked
package io.mistnet.node.ingest;

import org.jspecify.annotations.NullMarked;
