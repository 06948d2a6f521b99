/** Sign-in at the institution's own OpenID provider. */
@NullMarked
package io.mistnet.node.access.oidc;

import org.jspecify.annotations.NullMarked;
