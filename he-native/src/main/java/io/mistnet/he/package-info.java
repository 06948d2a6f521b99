/** Private retrieval from a table of plaintexts under homomorphic encryption (BFV), by C++ code over Microsoft SEAL. */
@NullMarked
package io.mistnet.he;

import org.jspecify.annotations.NullMarked;
