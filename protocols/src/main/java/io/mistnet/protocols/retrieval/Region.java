package io.mistnet.protocols.retrieval;

import io.mistnet.he.Shape;

/**
 * The part of the table that a query runs over: all of it, or one group.
 *
 * @param shape of the part
 * @param firstColumn of the matrix
 * @param firstRow of the matrix
 */
public record Region(Shape shape, int firstColumn, int firstRow) {}
