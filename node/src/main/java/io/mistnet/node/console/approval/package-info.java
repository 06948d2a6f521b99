/** Pages on which supervisors decide what takes two people. */
@NullMarked
package io.mistnet.node.console.approval;

import org.jspecify.annotations.NullMarked;
