/** What the compute parties check of the banks' inputs without seeing them. */
@NullMarked
package io.mistnet.protocols.checking;

import org.jspecify.annotations.NullMarked;
