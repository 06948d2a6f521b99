/**
 * The pages for people: an agency's investigators, a bank's analysts, their supervisors and auditors. HTML made at the server, with htmx for what changes in place.
 * This package is the frame (who may enter, the page's frame, texts, assets, errors); each area of the console is a package of its own below it.
 */
@NullMarked
package io.mistnet.node.console;

import org.jspecify.annotations.NullMarked;
