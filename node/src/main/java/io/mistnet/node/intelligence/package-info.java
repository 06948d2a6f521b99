/** The host's sealed records: the truth on disk, and the table in native memory that questions run over. */
@NullMarked
package io.mistnet.node.intelligence;

import org.jspecify.annotations.NullMarked;
