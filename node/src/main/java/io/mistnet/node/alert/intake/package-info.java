/** Takes the alerts that the bank's node wrote to the bank's own Kafka into the database, each once. */
@NullMarked
package io.mistnet.node.alert.intake;

import org.jspecify.annotations.NullMarked;
