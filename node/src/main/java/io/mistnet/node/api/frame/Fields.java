package io.mistnet.node.api.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The fields of a JSON object that was sent. Those that nobody asks for are refused. */
public final class Fields implements Values {

    private final ObjectNode object;
    private final String path;
    private final List<FieldError> errors;
    private final Set<String> known = new HashSet<>();

    private Fields(ObjectNode object, String path, List<FieldError> errors) {
        this.object = object;
        this.path = path;
        this.errors = errors;
    }

    /** @throws ProblemException where anything is wrong, with all that is */
    static <T> T read(ObjectNode object, Function<Fields, T> reader) {
        List<FieldError> errors = new ArrayList<>();
        T read = new Fields(object, "", errors).complete(reader);
        if (!errors.isEmpty()) {
            throw Problem.of(ProblemKind.MALFORMED, "The body is not as the description says.")
                    .withErrors(errors)
                    .asException();
        }
        return read;
    }

    private <T> T complete(Function<Fields, T> reader) {
        T read = reader.apply(this);
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                refuse(Shown.name(name), "there is no such field");
            }
        });
        return read;
    }

    /** A text that must be there; of one that is not, something to go on with. */
    public String requiredText(String name) {
        requirePresent(name);
        return text(name).orElse("");
    }

    @Override
    public Optional<String> text(String name) {
        return value(name, JsonNode::isTextual, "expected a text")
                .map(JsonNode::textValue)
                .filter(text -> {
                    if (!TextValue.isText(text)) {
                        refuse(name, "expected Unicode characters other than NUL");
                    }
                    return TextValue.isText(text);
                });
    }

    @Override
    public OptionalLong number(String name, long least, long most) {
        Predicate<JsonNode> fits = node -> node.isIntegralNumber()
                && node.canConvertToLong()
                && node.longValue() >= least
                && node.longValue() <= most;
        return value(name, fits, TextValue.expectedNumber(least, most))
                .map(node -> OptionalLong.of(node.longValue()))
                .orElseGet(OptionalLong::empty);
    }

    @Override
    public OptionalDouble decimal(String name) {
        return value(name, node -> node.isNumber() && Double.isFinite(node.doubleValue()), "expected a number")
                .map(node -> OptionalDouble.of(node.doubleValue()))
                .orElseGet(OptionalDouble::empty);
    }

    @Override
    public Optional<Instant> time(String name) {
        Predicate<JsonNode> fits =
                node -> node.isTextual() && TextValue.time(node.textValue()).isPresent();
        return value(name, fits, TextValue.EXPECTED_TIME).flatMap(node -> TextValue.time(node.textValue()));
    }

    @Override
    public boolean flag(String name) {
        return value(name, JsonNode::isBoolean, "expected true or false")
                .map(JsonNode::booleanValue)
                .orElse(false);
    }

    @Override
    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        Predicate<JsonNode> fits = node -> EnumIds.find(type, text(node)).isPresent();
        return value(name, fits, TextValue.expectedOne(type)).flatMap(node -> EnumIds.find(type, text(node)));
    }

    /** One of an enumeration that must be there; of one that is not, the first, to go on with. */
    public <E extends Enum<E>> E requiredChoice(String name, Class<E> type) {
        requirePresent(name);
        return choice(name, type).orElse(type.getEnumConstants()[0]);
    }

    @Override
    public <E extends Enum<E>> Set<E> choices(String name, Class<E> type) {
        Set<E> chosen = EnumSet.noneOf(type);
        for (JsonNode item : list(name, type.getEnumConstants().length)) {
            EnumIds.find(type, text(item))
                    .ifPresentOrElse(chosen::add, () -> refuse(name, TextValue.expectedOne(type)));
        }
        return chosen;
    }

    /** An object that must be there. */
    public <T> T requiredObject(String name, Function<Fields, T> reader) {
        requirePresent(name);
        ObjectNode found = value(name, JsonNode::isObject, "expected an object")
                .map(ObjectNode.class::cast)
                .orElseGet(Json::object);
        boolean isThere = object.path(name).isObject();
        return new Fields(found, at(name), isThere ? errors : new ArrayList<>()).complete(reader);
    }

    /** Objects in a list that must be there and have one at least. */
    public <T> List<T> requiredObjects(String name, int most, Function<Fields, T> reader) {
        requirePresent(name);
        List<T> read = new ArrayList<>();
        int position = 0;
        for (JsonNode item : list(name, most)) {
            String place = "%s[%d]".formatted(name, position++);
            if (item instanceof ObjectNode found) {
                read.add(new Fields(found, at(place), errors).complete(reader));
            } else {
                refuse(place, "expected an object");
            }
        }
        if (position == 0 && object.path(name).isArray() && object.path(name).isEmpty()) {
            refuse(name, "expected one or more");
        }
        return read;
    }

    @Override
    public void refuse(String name, String detail) {
        errors.add(new FieldError(at(name), detail));
    }

    private void requirePresent(String name) {
        if (!object.has(name)) {
            refuse(name, "is missing");
        }
    }

    private Optional<JsonNode> value(String name, Predicate<JsonNode> fits, String expected) {
        known.add(name);
        JsonNode node = object.path(name);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (!fits.test(node)) {
            refuse(name, expected);
            return Optional.empty();
        }
        return Optional.of(node);
    }

    private List<JsonNode> list(String name, int most) {
        List<JsonNode> items = new ArrayList<>();
        value(name, node -> node.isArray() && node.size() <= most, "expected a list of at most %d".formatted(most))
                .ifPresent(node -> node.forEach(items::add));
        return items;
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : "";
    }
}
