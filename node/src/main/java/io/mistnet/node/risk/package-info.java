/** The bank's own first judgement of its accounts. */
@NullMarked
package io.mistnet.node.risk;

import org.jspecify.annotations.NullMarked;
