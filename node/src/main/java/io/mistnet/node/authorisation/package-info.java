/** Signed authorisations: what an institution shows for its evaluations, and how the holders check and count it. */
@NullMarked
package io.mistnet.node.authorisation;

import org.jspecify.annotations.NullMarked;
