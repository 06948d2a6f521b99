/** What the pages of lookups, cases and approvals share: what somebody entered and what is wrong with it, names for what records say, and what a page says where something cannot be done. */
@NullMarked
package io.mistnet.node.console.casework;

import org.jspecify.annotations.NullMarked;
