/** Pages on which investigators look selectors up, one or many, and read what was found. */
@NullMarked
package io.mistnet.node.console.lookup;

import org.jspecify.annotations.NullMarked;
