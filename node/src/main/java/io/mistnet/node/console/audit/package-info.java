/** The page of the audit log: its lines, and whether they are what was written. Nothing here changes anything. */
@NullMarked
package io.mistnet.node.console.audit;

import org.jspecify.annotations.NullMarked;
