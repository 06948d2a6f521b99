/** Commands for the console's own accounts. */
@NullMarked
package io.mistnet.node.cli.user;

import org.jspecify.annotations.NullMarked;
