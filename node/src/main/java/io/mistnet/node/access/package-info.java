/** Who may do what in an institution's console and REST API: users, their roles, sign-in, sessions. */
@NullMarked
package io.mistnet.node.access;

import org.jspecify.annotations.NullMarked;
