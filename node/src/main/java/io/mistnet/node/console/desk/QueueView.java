package io.mistnet.node.console.desk;

import io.mistnet.node.access.Person;
import io.mistnet.node.alert.Alert;
import io.mistnet.node.alert.AlertCursor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the queue shows.
 *
 * @param form the filter
 * @param alerts a page of alerts
 * @param next where the next page begins; empty where this is the last
 * @param first whether this is the first page
 * @param tabs the ways to the usual parts of the queue
 * @param people who works alerts
 * @param rules the rules that raised alerts
 */
public record QueueView(
        QueueForm form,
        List<Alert> alerts,
        Optional<AlertCursor> next,
        boolean first,
        List<Tab> tabs,
        List<Person> people,
        List<String> rules) {

    /**
     * The way to a part of the queue.
     *
     * @param text the key of its name
     * @param address where it is
     * @param count how many alerts it has
     */
    public record Tab(String text, String address, long count) {}

    /** Whether this is a page of that part of the queue. */
    public boolean isAt(Tab tab) {
        return !form.isSearch() && tab.address().equals(firstAddress());
    }

    /** The fields that cannot be read. */
    public List<String> wrong() {
        return form.wrong();
    }

    /** The address of the first page. */
    public String firstAddress() {
        return form.address(Optional.empty());
    }

    /** The address of the next page. */
    public String nextAddress() {
        return form.address(next);
    }

    /** Where this page begins. */
    public Optional<AlertCursor> here() {
        return form.after();
    }

    /** The address of this page. */
    public String address() {
        return form.address(form.after());
    }

    /** What a form needs to ask for this page again, behind a position. */
    public Map<String, String> fields(Optional<AlertCursor> position) {
        Map<String, String> fields = new TreeMap<>(form.values());
        position.ifPresent(cursor -> fields.put("after", cursor.text()));
        return fields;
    }

    /** In which order the alerts stand. */
    public String order() {
        return form.order().name().toLowerCase(Locale.ROOT);
    }

    public List<String> states() {
        return QueueForm.STATES;
    }

    public List<String> ages() {
        return QueueForm.AGES;
    }

    public List<String> orders() {
        return QueueForm.ORDERS;
    }

    public String me() {
        return QueueForm.ME;
    }
}
