/** Accounts of the console's own, with passwords, for an institution that has no provider. */
@NullMarked
package io.mistnet.node.access.local;

import org.jspecify.annotations.NullMarked;
