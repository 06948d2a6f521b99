/** Products, truncation and comparison on shares. */
@NullMarked
package io.mistnet.protocols.arithmetic;

import org.jspecify.annotations.NullMarked;
