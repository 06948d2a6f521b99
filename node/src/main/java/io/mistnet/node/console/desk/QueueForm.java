package io.mistnet.node.console.desk;

import io.mistnet.node.alert.AlertCursor;
import io.mistnet.node.alert.AlertFilter;
import io.mistnet.node.alert.AlertOrder;
import io.mistnet.node.alert.AlertState;
import io.mistnet.node.console.Visit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The filter of the queue as somebody filled it in. What cannot be read filters nothing, and is said to be wrong. An account's number is never part of an address: pages of alerts that were searched by it are asked for by forms.
 */
public final class QueueForm {

    static final String ME = "me";
    static final List<String> STATES = List.of("to-do", "open", "assigned", "closed", "all");
    static final List<String> AGES = List.of("", "up-to-1", "from-1", "from-3", "from-7", "from-30");
    static final List<String> ORDERS = List.of("risk", "oldest", "newest");

    private static final String ACCOUNT = "account";
    private static final List<String> FIELDS = List.of("state", "assignee", "rule", "risk", "age", ACCOUNT, "order");
    private static final int MOST_CHARACTERS = 200;

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> wrong = new TreeSet<>();
    private final AlertFilter filter;
    private final AlertOrder order;
    private final Optional<AlertCursor> after;

    private QueueForm(Function<String, Optional<String>> fields, String me, Instant now) {
        for (String field : FIELDS) {
            fields.apply(field).map(String::strip).ifPresent(value -> values.put(field, value));
        }
        Optional<Duration> youngest = age("from-");
        Optional<Duration> oldest = age("up-to-");
        filter = new AlertFilter(
                states(),
                text("assignee").map(id -> id.equals(ME) ? me : id),
                text("rule"),
                risk(),
                oldest.map(now::minus),
                youngest.map(now::minus),
                Optional.of(value(ACCOUNT)));
        order = readOrder();
        after = fields.apply("after").flatMap(this::cursor);
    }

    /** As an address has it: without an account. */
    static QueueForm ofAddress(Visit visit, Instant now) {
        return new QueueForm(
                field -> field.equals(ACCOUNT) ? Optional.empty() : visit.query(field),
                visit.user().id(),
                now);
    }

    /** As the form sent it. */
    static QueueForm ofForm(Visit visit, Instant now) {
        return new QueueForm(visit.form()::text, visit.user().id(), now);
    }

    AlertFilter filter() {
        return filter;
    }

    AlertOrder order() {
        return order;
    }

    Optional<AlertCursor> after() {
        return after;
    }

    /** What stands in a field. */
    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    /** Whether a field of choices stands at this one. */
    public boolean is(String field, String choice) {
        return value(field).equals(choice) || value(field).isEmpty() && isFirst(field, choice);
    }

    /** Whether a field cannot be read. */
    public boolean isWrong(String field) {
        return wrong.contains(field);
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    boolean isRight() {
        return wrong.isEmpty();
    }

    /** Whether it asks for a part of the queue only. */
    public boolean isFiltered() {
        return values.keySet().stream().anyMatch(field -> !field.equals("order"));
    }

    /** Whether an account is looked for, so that no address leads to this page. */
    public boolean isSearch() {
        return values.containsKey(ACCOUNT);
    }

    /** What a form needs to ask for this filter again. */
    public Map<String, String> values() {
        return Map.copyOf(values);
    }

    /** The address of this page of the queue, behind a position. */
    String address(Optional<AlertCursor> position) {
        Map<String, String> query = new LinkedHashMap<>(values);
        query.remove(ACCOUNT);
        position.ifPresent(cursor -> query.put("after", cursor.text()));
        return query.isEmpty()
                ? "/alerts"
                : query.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "/alerts?", ""));
    }

    private static boolean isFirst(String field, String choice) {
        return field.equals("state") && choice.equals(STATES.get(0))
                || field.equals("order") && choice.equals(ORDERS.get(0));
    }

    private Set<AlertState> states() {
        return switch (choice("state", STATES, "to-do")) {
            case "open" -> EnumSet.of(AlertState.OPEN);
            case "assigned" -> EnumSet.of(AlertState.ASSIGNED);
            case "closed" -> EnumSet.of(AlertState.CLOSED);
            case "all" -> EnumSet.allOf(AlertState.class);
            default -> AlertState.toDo();
        };
    }

    private AlertOrder readOrder() {
        return switch (choice("order", ORDERS, "risk")) {
            case "oldest" -> AlertOrder.OLDEST;
            case "newest" -> AlertOrder.NEWEST;
            default -> AlertOrder.RISK;
        };
    }

    private String choice(String field, List<String> choices, String usual) {
        String value = values.getOrDefault(field, usual);
        if (choices.contains(value)) {
            return value;
        }
        wrong.add(field);
        return usual;
    }

    private Optional<String> text(String field) {
        Optional<String> text = Optional.of(value(field)).filter(value -> !value.isEmpty());
        if (text.filter(value ->
                        value.length() > MOST_CHARACTERS || value.chars().anyMatch(Character::isISOControl))
                .isPresent()) {
            wrong.add(field);
            return Optional.empty();
        }
        return text;
    }

    private OptionalDouble risk() {
        if (value("risk").isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double risk = Double.parseDouble(value("risk").replace(',', '.'));
            if (Double.isFinite(risk)) {
                return OptionalDouble.of(risk);
            }
        } catch (NumberFormatException e) {
            // said to be wrong below
        }
        wrong.add("risk");
        return OptionalDouble.empty();
    }

    private Optional<Duration> age(String kind) {
        String age = choice("age", AGES, "");
        return age.startsWith(kind)
                ? Optional.of(Duration.ofDays(Long.parseLong(age.substring(kind.length()))))
                : Optional.empty();
    }

    private Optional<AlertCursor> cursor(String text) {
        Optional<AlertCursor> cursor = AlertCursor.parse(text);
        if (cursor.isEmpty()) {
            wrong.add("after");
        }
        return cursor;
    }
}
