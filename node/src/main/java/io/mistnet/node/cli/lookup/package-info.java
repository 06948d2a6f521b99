/** The commands by which an institution's people look selectors up and contribute records. They talk to the institution's own running node. */
@NullMarked
package io.mistnet.node.cli.lookup;

import org.jspecify.annotations.NullMarked;
