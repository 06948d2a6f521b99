/** The private keys of one institution, and what is done with them. */
@NullMarked
package io.mistnet.node.identity;

import org.jspecify.annotations.NullMarked;
