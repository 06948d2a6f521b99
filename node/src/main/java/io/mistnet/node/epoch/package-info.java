/** Epochs: who takes part, what institutions say to each other about them, and what happens when one fails. */
@NullMarked
package io.mistnet.node.epoch;

import org.jspecify.annotations.NullMarked;
