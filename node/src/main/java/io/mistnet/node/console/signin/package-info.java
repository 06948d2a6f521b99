/** How people get into the console and out of it: by the institution's provider, or by accounts of the console's own. */
@NullMarked
package io.mistnet.node.console.signin;

import org.jspecify.annotations.NullMarked;
