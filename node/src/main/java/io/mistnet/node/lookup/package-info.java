/** The encrypted lookup between institutions: what the host answers, what askers and contributors do with it. */
@NullMarked
package io.mistnet.node.lookup;

import org.jspecify.annotations.NullMarked;
