package io.mistnet.he;

import java.nio.ByteBuffer;

/**
 * One query that an {@link Answerer} is to answer.
 *
 * @param shape the part of the table that the query addresses
 * @param firstColumn the table's column at which that part begins, a multiple of the shape's columns
 * @param firstRow the table's row at which it begins, a multiple of the shape's rows
 * @param keys expansion keys of the asker who sent the query
 * @param query direct buffer with exactly {@link Parameters#queryBytes} bytes from position to limit; its position stays
 * @param answer direct buffer with exactly {@link Parameters#answerBytes} bytes from position to limit, which are overwritten; its position stays
 */
public record Question(
        Shape shape, int firstColumn, int firstRow, ExpansionKeys keys, ByteBuffer query, ByteBuffer answer) {}
