/** How JavaCPP binds the C++ facade; needed only by the build. */
@NullMarked
package io.mistnet.he.preset;

import org.jspecify.annotations.NullMarked;
