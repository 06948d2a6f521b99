/** Links that carry control messages between institutions. */
@NullMarked
package io.mistnet.node.control;

import org.jspecify.annotations.NullMarked;
