/** Tables of rows on disk that change together or not at all. */
@NullMarked
package io.mistnet.node.storage;

import org.jspecify.annotations.NullMarked;
