/** Networks for trials: keys and files of all institutions, made at once. */
@NullMarked
package io.mistnet.node.trial;

import org.jspecify.annotations.NullMarked;
