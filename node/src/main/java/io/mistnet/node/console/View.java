package io.mistnet.node.console;

import io.mistnet.node.access.User;
import io.mistnet.node.access.Visitor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What every page has: texts, the visitor, the way to other sections. Templates take it as their parameter {@code view}.
 *
 * @param texts what people read
 * @param assets where scripts and styles are
 * @param visitor who sees it; empty before sign-in
 * @param navigation the sections that the visitor may enter
 */
public record View(Texts texts, Assets assets, Optional<Visitor> visitor, List<Link> navigation) {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * A section in the navigation.
     *
     * @param path its path
     * @param name what people read
     * @param current whether the page is in it
     */
    public record Link(String path, String name, boolean current) {}

    public String text(String key, Object... arguments) {
        return texts.get(key, arguments);
    }

    /** A time as pages write it, in UTC. */
    public String moment(Instant time) {
        return MOMENT.format(time);
    }

    /** The address of a script or style. */
    public String asset(String name) {
        return assets.address(name);
    }

    public Optional<User> user() {
        return visitor.map(Visitor::user);
    }

    /** Goes into every form, as the hidden field {@code csrf}. */
    public String csrf() {
        return visitor.map(Visitor::csrfToken).orElse("");
    }

    /** The headers that htmx sends with every request, as JSON. */
    public String htmxHeaders() {
        return "{\"" + CsrfCheck.HEADER + "\":\"" + csrf() + "\"}";
    }
}
