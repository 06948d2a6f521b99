/** Pages of an agency's cases: what was looked up in them, what happened, who works on them. */
@NullMarked
package io.mistnet.node.console.cases;

import org.jspecify.annotations.NullMarked;
