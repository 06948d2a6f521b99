/** Dashboards, rules and runbooks, held against each other and against what nodes export. */
@NullMarked
package io.mistnet.simulator.dashboards;

import org.jspecify.annotations.NullMarked;
