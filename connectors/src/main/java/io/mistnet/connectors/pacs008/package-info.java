/** Transfers as ISO 20022 messages pacs.008. */
@NullMarked
package io.mistnet.connectors.pacs008;

import org.jspecify.annotations.NullMarked;
