/** Who may enter the console and the API, and what changed of that. */
@NullMarked
package io.mistnet.node.access.roster;

import org.jspecify.annotations.NullMarked;
