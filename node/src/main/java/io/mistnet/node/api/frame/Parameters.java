package io.mistnet.node.api.frame;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The parameters of a query. */
public final class Parameters implements Values {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

    private final Map<String, List<String>> sent;
    private final List<FieldError> errors = new ArrayList<>();

    Parameters(Map<String, List<String>> sent) {
        this.sent = sent;
    }

    /** @throws ProblemException where anything is wrong, with all that is */
    public <T> T read(Function<Values, T> reader) {
        T read = reader.apply(this);
        if (!errors.isEmpty()) {
            throw Problem.of(ProblemKind.MALFORMED, "A parameter of the query is not as the description says.")
                    .withErrors(errors)
                    .asException();
        }
        return read;
    }

    /** All that were sent, in no order. */
    Map<String, List<String>> sent() {
        return sent;
    }

    @Override
    public Optional<String> text(String name) {
        List<String> values = sent.getOrDefault(name, List.of());
        if (values.size() > 1) {
            refuse(name, "stands more than once");
            return Optional.empty();
        }
        Optional<String> text = values.stream().findFirst();
        if (text.isPresent() && (text.get().isEmpty() || !TextValue.isText(text.get()))) {
            refuse(name, "expected a text");
            return Optional.empty();
        }
        return text;
    }

    @Override
    public OptionalLong number(String name, long least, long most) {
        Optional<Long> number = text(name)
                .flatMap(text -> read(
                        name,
                        Optional.of(text)
                                .filter(value -> NUMBER.matcher(value).matches())
                                .map(Long::parseLong)
                                .filter(value -> value >= least && value <= most),
                        TextValue.expectedNumber(least, most)));
        return number.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    @Override
    public OptionalDouble decimal(String name) {
        Optional<Double> number = text(name)
                .flatMap(text -> read(
                        name,
                        Optional.of(text)
                                .filter(value -> DECIMAL.matcher(value).matches())
                                .map(Double::parseDouble),
                        "expected a number"));
        return number.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    @Override
    public Optional<Instant> time(String name) {
        return text(name).flatMap(text -> read(name, TextValue.time(text), TextValue.EXPECTED_TIME));
    }

    @Override
    public boolean flag(String name) {
        return text(name)
                .flatMap(text -> read(
                        name,
                        Optional.of(text)
                                .filter(value -> value.equals("true") || value.equals("false"))
                                .map(Boolean::valueOf),
                        "expected true or false"))
                .orElse(false);
    }

    @Override
    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return text(name).flatMap(text -> read(name, EnumIds.find(type, text), TextValue.expectedOne(type)));
    }

    @Override
    public <E extends Enum<E>> Set<E> choices(String name, Class<E> type) {
        Set<E> chosen = EnumSet.noneOf(type);
        for (String text : sent.getOrDefault(name, List.of())) {
            read(name, EnumIds.find(type, text), TextValue.expectedOne(type)).ifPresent(chosen::add);
        }
        return chosen;
    }

    @Override
    public void refuse(String name, String detail) {
        errors.add(new FieldError(name, detail));
    }

    private <T> Optional<T> read(String name, Optional<T> value, String expected) {
        if (value.isEmpty()) {
            refuse(name, expected);
        }
        return value;
    }
}
