/** Transfers in the terms of ISO 20022, and their ways into a node. */
@NullMarked
package io.mistnet.connectors;

import org.jspecify.annotations.NullMarked;
