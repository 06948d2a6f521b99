/** The holders of the lookup's key: how they make and refresh it, how they evaluate with it, and how others ask them to. */
@NullMarked
package io.mistnet.node.oprf;

import org.jspecify.annotations.NullMarked;
