/** Tables that people save and open in spreadsheets. */
@NullMarked
package io.mistnet.node.csv;

import org.jspecify.annotations.NullMarked;
