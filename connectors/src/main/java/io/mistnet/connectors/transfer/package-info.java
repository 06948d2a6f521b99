/** A settled transfer, its amount and its parties. */
@NullMarked
package io.mistnet.connectors.transfer;

import org.jspecify.annotations.NullMarked;
