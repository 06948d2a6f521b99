/** Secret sharing, hidden graphs and what is computed on them; the encrypted lookup. No sockets, threads, clocks or files: a {@link io.mistnet.protocols.channel.Channel} is handed in. */
@NullMarked
package io.mistnet.protocols;

import org.jspecify.annotations.NullMarked;
