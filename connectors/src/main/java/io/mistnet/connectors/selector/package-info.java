/** Selectors: what a lookup asks for, in the one form that all institutions give it. */
@NullMarked
package io.mistnet.connectors.selector;

import org.jspecify.annotations.NullMarked;
