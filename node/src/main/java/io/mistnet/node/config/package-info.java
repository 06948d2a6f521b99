/** Configuration files: read strictly, with all problems named at once. */
@NullMarked
package io.mistnet.node.config;

import org.jspecify.annotations.NullMarked;
