/** The network file, which all institutions share: who takes part, with which keys, under which policy. */
@NullMarked
package io.mistnet.node.network;

import org.jspecify.annotations.NullMarked;
