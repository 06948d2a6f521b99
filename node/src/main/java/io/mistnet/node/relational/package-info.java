/** The relational database of what people work with: alerts, cases, accounts of users. An embedded H2 file, or PostgreSQL where one is configured. */
@NullMarked
package io.mistnet.node.relational;

import org.jspecify.annotations.NullMarked;
