/**
 * Cases of an agency: what was looked up in them and found, batches of lookups, and the second person's approval of those. It is the agency's own data, kept in its own database, in clear: what is protected
 * in the network ends where an investigator reads an answer.
 */
@NullMarked
package io.mistnet.node.casework;

import org.jspecify.annotations.NullMarked;
