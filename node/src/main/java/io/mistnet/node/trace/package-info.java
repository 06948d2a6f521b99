/** Traces for the institution's own operator, off unless switched on. Spans hold times, names of institutions, phases and outcomes; never what was asked, found or computed. */
@NullMarked
package io.mistnet.node.trace;

import org.jspecify.annotations.NullMarked;
