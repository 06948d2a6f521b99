/** The pages of a bank's alert desk: the queue, an alert, an account, what alerts said of the rules. */
@NullMarked
package io.mistnet.node.console.desk;

import org.jspecify.annotations.NullMarked;
