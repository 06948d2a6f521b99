/** Transfers as JSON. */
@NullMarked
package io.mistnet.connectors.json;

import org.jspecify.annotations.NullMarked;
