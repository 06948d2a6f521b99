/** The watch list: selectors that are looked up again and again, of which only changes are told. */
@NullMarked
package io.mistnet.node.watch;

import org.jspecify.annotations.NullMarked;
