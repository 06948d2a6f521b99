/** What a bank opened goes to its own Kafka: changed flags, and alerts for new ones, exactly once in effect. */
@NullMarked
package io.mistnet.node.publish;

import org.jspecify.annotations.NullMarked;
