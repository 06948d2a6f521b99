/** Records that could not be used, on their way to the dead-letter topic. */
@NullMarked
package io.mistnet.connectors.deadletter;

import org.jspecify.annotations.NullMarked;
