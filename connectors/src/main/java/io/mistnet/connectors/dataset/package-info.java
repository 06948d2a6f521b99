/** Data sets of accounts and transfers in CSV files, in the formats of several authors. */
@NullMarked
package io.mistnet.connectors.dataset;

import org.jspecify.annotations.NullMarked;
