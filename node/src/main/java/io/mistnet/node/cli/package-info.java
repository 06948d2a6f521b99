/** The node's commands. */
@NullMarked
package io.mistnet.node.cli;

import org.jspecify.annotations.NullMarked;
