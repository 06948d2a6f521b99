/**
 * A bank's alerts: what its node raised for its own accounts, and what its analysts make of it. Kept in the relational database; knows nothing of pages.
 * An account has one alert to work at a time: what is raised while it is open joins it.
 */
@NullMarked
package io.mistnet.node.alert;

import org.jspecify.annotations.NullMarked;
