package io.mistnet.node.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One object of a HOCON file, read key by key. A missing or wrong value is noted as a problem with its line and path, and a stand-in is returned, so that reading goes
 * on and all problems are found; {@link #close()} notes the keys that nobody asked for.
 */
public final class Section implements AutoCloseable {

    /** What stands where a section is expected. */
    public static final String OBJECT = "an object { ... }";

    private final ConfigObject object;
    private final String path;
    private final Problems problems;
    private final KeysRead keysRead;
    private final Set<String> asked = new HashSet<>();

    public Section(ConfigObject object, String path, Problems problems) {
        this(object, path, problems, KeysRead.UNHEARD);
    }

    public Section(ConfigObject object, String path, Problems problems, KeysRead keysRead) {
        this.object = object;
        this.path = path;
        this.problems = problems;
        this.keysRead = keysRead;
    }

    /** Whether there is {@code key}, which may be left out. */
    public boolean has(String key) {
        keysRead.mayBeLeftOut(at(key));
        return object.containsKey(key);
    }

    public Set<String> keys() {
        return object.keySet();
    }

    /** The text at {@code key}, not empty; numbers count as text. */
    public String text(String key) {
        return read(key, "a text", "", value -> notEmpty(Scalars.text(value)));
    }

    /** The text at {@code key}, which may be empty. */
    public String textOrEmpty(String key) {
        return read(key, "a text, or nothing", "", Scalars::text);
    }

    /** The text at {@code key}; empty where that is empty. */
    public Optional<String> optionalText(String key) {
        return Optional.of(textOrEmpty(key)).filter(text -> !text.isEmpty());
    }

    /** The file or folder at {@code key}, relative to {@code folder}. */
    public Path path(String key, Path folder) {
        return folder.resolve(read(key, "a path", "", value -> notEmpty(Scalars.text(value))));
    }

    /** The same; empty where the text is empty. */
    public Optional<Path> optionalPath(String key, Path folder) {
        return read(
                key,
                "a path, or nothing",
                Optional.empty(),
                value -> Optional.of(Scalars.text(value))
                        .filter(text -> !text.isEmpty())
                        .map(folder::resolve));
    }

    public boolean truth(String key) {
        return read(key, "true or false", false, value -> (Boolean) value.unwrapped());
    }

    public List<String> texts(String key) {
        return read(key, "a list of texts", List.of(), value -> {
            List<String> texts = new ArrayList<>();
            for (ConfigValue element : (ConfigList) value) {
                texts.add(notEmpty(Scalars.text(element)));
            }
            return texts;
        });
    }

    public List<Double> numbers(String key) {
        return read(key, "a list of numbers", List.of(), value -> {
            List<Double> numbers = new ArrayList<>();
            for (ConfigValue element : (ConfigList) value) {
                numbers.add(Double.valueOf(Scalars.text(element)));
            }
            return numbers;
        });
    }

    public double number(String key, double least, double most) {
        return read(key, "a number from %s to %s".formatted(least, most), least, value -> {
            double number = Double.parseDouble(Scalars.text(value));
            require(number >= least && number <= most);
            return number;
        });
    }

    public long wholeNumber(String key, long least, long most) {
        return read(key, "a whole number from %d to %d".formatted(least, most), least, value -> {
            long number = Long.parseLong(Scalars.text(value));
            require(number >= least && number <= most);
            return number;
        });
    }

    public List<Integer> wholeNumbers(String key, int least, int most) {
        String expected = "a list of whole numbers from %d to %d, at least one".formatted(least, most);
        return read(key, expected, List.of(), value -> {
            List<Integer> numbers = new ArrayList<>();
            require(!((ConfigList) value).isEmpty());
            for (ConfigValue element : (ConfigList) value) {
                int number = Integer.parseInt(Scalars.text(element));
                require(number >= least && number <= most);
                numbers.add(number);
            }
            return numbers;
        });
    }

    public BigDecimal positiveDecimal(String key) {
        return read(key, "a positive decimal number", BigDecimal.ONE, value -> {
            BigDecimal number = new BigDecimal(Scalars.text(value));
            require(number.signum() > 0);
            return number;
        });
    }

    public Duration positiveDuration(String key) {
        return read(key, "a positive duration such as 500ms, 10s, 1h or 30d", Duration.ofSeconds(1), value -> {
            Duration duration = value.atKey("duration").getDuration("duration");
            require(!duration.isNegative() && !duration.isZero());
            return duration;
        });
    }

    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        E[] choices = type.getEnumConstants();
        return read(key, Scalars.oneOf(choices), choices[0], value -> Scalars.choice(Scalars.text(value), choices));
    }

    public <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
        E[] choices = type.getEnumConstants();
        return read(key, "a list, each " + Scalars.oneOf(choices), List.<E>of(), value -> {
            List<E> chosen = new ArrayList<>();
            for (ConfigValue element : (ConfigList) value) {
                chosen.add(Scalars.choice(Scalars.text(element), choices));
            }
            return chosen;
        });
    }

    /**
     * The value at {@code key} as {@code parse} makes it of its text.
     *
     * @param expected what a good value looks like, for the message; the message of the {@link IllegalArgumentException} that {@code parse} throws is added
     * @return empty where there is none or it is wrong
     */
    public <T> Optional<T> parsed(String key, String expected, Function<String, T> parse) {
        return read(key, expected, Optional.empty(), value -> Optional.of(parse.apply(Scalars.text(value))));
    }

    /** The same; empty also where the text is. */
    public <T> Optional<T> parsedUnlessEmpty(String key, String expected, Function<String, T> parse) {
        return read(
                key,
                expected + ", or nothing",
                Optional.empty(),
                value -> Optional.of(Scalars.text(value))
                        .filter(text -> !text.isEmpty())
                        .map(parse));
    }

    /** The value at {@code key} as it stands. */
    public Optional<ConfigValue> raw(String key, String expected) {
        return read(key, expected, Optional.empty(), Optional::of);
    }

    /** The object at {@code key}; an empty one where there is none. */
    public Section section(String key) {
        ConfigObject none = ConfigFactory.empty().root();
        return new Section(read(key, OBJECT, none, ConfigObject.class::cast), at(key), problems, keysRead);
    }

    /** The object at {@code key}, whose keys are the file's own choice. */
    public Section entries(String key, String expected) {
        ConfigObject none = ConfigFactory.empty().root();
        return new Section(read(key, expected, none, ConfigObject.class::cast), at(key), problems);
    }

    /** The objects in the list at {@code key}. */
    public List<Section> sections(String key) {
        return read(key, "a list of objects", List.of(), value -> {
            List<Section> sections = new ArrayList<>();
            for (ConfigValue element : (ConfigList) value) {
                String place = "%s[%d]".formatted(at(key), sections.size());
                sections.add(new Section((ConfigObject) element, place, problems, keysRead));
            }
            return sections;
        });
    }

    /** The object at {@code key} with whatever keys it has. */
    public Config free(String key, String expected) {
        ConfigObject none = ConfigFactory.empty().root();
        return read(key, expected, none, ConfigObject.class::cast).toConfig();
    }

    public void wrong(String key, String what) {
        ConfigValue value = object.get(key);
        problems.error(line(value), at(key), what);
    }

    public String path() {
        return path;
    }

    /** Notes every key that was not asked for. */
    @Override
    public void close() {
        object.forEach((key, value) -> {
            if (!asked.contains(key)) {
                problems.error(
                        line(value),
                        at(key),
                        "unknown key; known here: "
                                + String.join(", ", asked.stream().sorted().toList()));
            }
        });
    }

    private <T> T read(String key, String expected, T standIn, Function<ConfigValue, T> parse) {
        asked.add(key);
        keysRead.read(at(key), expected);
        ConfigValue value = object.get(key);
        if (value == null) {
            problems.error(line(object), at(key), "missing; expected " + expected);
            return standIn;
        }
        try {
            return parse.apply(value);
        } catch (ClassCastException | ConfigException | NumberFormatException e) {
            wrong(key, "expected " + expected);
        } catch (IllegalArgumentException e) {
            String detail = e.getMessage();
            wrong(key, "expected " + expected + (detail == null ? "" : "; " + detail));
        }
        return standIn;
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static int line(@Nullable ConfigValue value) {
        return value == null ? -1 : value.origin().lineNumber();
    }

    private static String notEmpty(String text) {
        require(!text.isBlank());
        return text;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
    }
}
