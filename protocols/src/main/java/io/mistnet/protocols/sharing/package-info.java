/** Who computes, and in what form they hold a secret. */
@NullMarked
package io.mistnet.protocols.sharing;

import org.jspecify.annotations.NullMarked;
