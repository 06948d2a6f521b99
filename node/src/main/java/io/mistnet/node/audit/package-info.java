/** The institution's own audit log of lookups and contributions: hash-chained, signed, and its verification. */
@NullMarked
package io.mistnet.node.audit;

import org.jspecify.annotations.NullMarked;
