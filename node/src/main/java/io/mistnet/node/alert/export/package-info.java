/** Alerts as files for others: reports, data for the bank's own tools, tables. */
@NullMarked
package io.mistnet.node.alert.export;

import org.jspecify.annotations.NullMarked;
