/** What the encrypted lookup costs on this machine: the host in a process of its own, holders and asker in this one, TLS between them. */
@NullMarked
package io.mistnet.simulator.benchmark.lookup;

import org.jspecify.annotations.NullMarked;
