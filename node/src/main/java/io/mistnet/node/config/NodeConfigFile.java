package io.mistnet.node.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.mistnet.node.config.NodeConfig.Cases;
import io.mistnet.node.config.NodeConfig.Database;
import io.mistnet.node.config.NodeConfig.Desk;
import io.mistnet.node.config.NodeConfig.Http;
import io.mistnet.node.config.NodeConfig.Kafka;
import io.mistnet.node.config.NodeConfig.Keys;
import io.mistnet.node.config.NodeConfig.Links;
import io.mistnet.node.config.NodeConfig.Lookup;
import io.mistnet.node.config.NodeConfig.Payees;
import io.mistnet.node.config.NodeConfig.Scoring;
import io.mistnet.node.config.NodeConfig.Standing;
import io.mistnet.node.config.NodeConfig.Topics;
import io.mistnet.node.config.NodeConfig.Tracing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Reads {@code node.conf}. The template that documents every key also gives the defaults, so that documentation and behaviour cannot differ. */
public final class NodeConfigFile {

    private NodeConfigFile() {}

    /**
     * Reads and checks {@code file}.
     *
     * @throws ConfigFileException where anything is wrong with it; the message names all problems
     * @throws IOException where it cannot be read
     */
    public static NodeConfig read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory; expected its node.conf");
        }
        Problems problems = new Problems(file.toString());
        Config given = parse(Files.readString(file), problems);
        problems.throwIfAny();
        Config merged = given.withFallback(defaults());
        Path folder = file.toAbsolutePath().normalize().getParent();
        NodeConfig config = read(merged, folder == null ? Path.of("") : folder, problems, KeysRead.UNHEARD);
        problems.throwIfAny();
        return config;
    }

    /**
     * The template, parsed: every key there is, with its comment and its default. A text {@code @...@} stands where there is none.
     *
     * @param keys is told of every key that the code reads
     */
    public static ConfigObject reference(KeysRead keys) {
        Config template = template();
        Problems problems = new Problems("the template of node.conf");
        read(template, Path.of(""), problems, keys);
        problems.throwIfAny();
        return template.root();
    }

    private static NodeConfig read(Config all, Path folder, Problems problems, KeysRead keys) {
        try (Section root = new Section(all.root(), "", problems, keys)) {
            return node(root.section("mistnet"), folder, root.free("pekko", "an object of Pekko's settings"));
        }
    }

    /**
     * The template of {@code node.conf} with its placeholders filled in.
     *
     * @param values for every placeholder its text, without the {@code @} around it
     */
    public static String render(Map<String, String> values) {
        String text = templateText();
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue());
        }
        return text;
    }

    private static Config parse(String text, Problems problems) {
        try {
            return ConfigFactory.parseString(text, ConfigParseOptions.defaults())
                    .resolve();
        } catch (ConfigException e) {
            problems.error(e.origin() == null ? -1 : e.origin().lineNumber(), "", "not valid HOCON: " + e.getMessage());
            return ConfigFactory.empty();
        }
    }

    /** The template without the keys that have no default. */
    private static Config defaults() {
        Config template = template();
        Config defaults = template;
        for (Map.Entry<String, ConfigValue> entry : template.entrySet()) {
            ConfigValue value = entry.getValue();
            if (value.valueType() == ConfigValueType.STRING
                    && value.unwrapped().toString().startsWith("@")) {
                defaults = defaults.withoutPath(entry.getKey());
            }
        }
        return defaults;
    }

    private static Config template() {
        return ConfigFactory.parseString(
                render(Map.of("http-port", "8080", "console-port", "8081", "kafka-prefix", "")));
    }

    private static String templateText() {
        try (var stream = NodeConfigFile.class.getResourceAsStream("node.conf")) {
            if (stream == null) {
                throw new IllegalStateException("the resource node.conf is missing from this build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the resource node.conf cannot be read", e);
        }
    }

    private static NodeConfig node(Section section, Path folder, Config pekko) {
        try (section) {
            return new NodeConfig(
                    section.text("institution"),
                    section.path("network-file", folder),
                    section.path("data-directory", folder),
                    keys(section.section("identity"), folder),
                    links(section.section("links")),
                    lookup(section.section("lookup"), folder),
                    kafka(section.section("kafka")),
                    scoring(section.section("scoring")),
                    http(section.section("http")),
                    ConsoleKeys.read(section.section("console"), folder),
                    desk(section.section("desk")),
                    cases(section.section("cases")),
                    database(section.section("database"), folder),
                    tracing(section.section("tracing")),
                    pekko);
        }
    }

    private static Keys keys(Section section, Path folder) {
        try (section) {
            return new Keys(
                    section.path("key-store", folder),
                    section.optionalPath("password-file", folder),
                    section.text("password-variable"));
        }
    }

    private static Links links(Section section) {
        try (section) {
            return new Links(
                    address(section, "listen-control"),
                    address(section, "listen-shares"),
                    section.positiveDuration("handshake-timeout"),
                    section.positiveDuration("retry-min"),
                    section.positiveDuration("retry-max"),
                    (int) section.wholeNumber("most-pending", 1, 10_000),
                    section.positiveDuration("keep-alive"),
                    section.positiveDuration("idle-timeout"));
        }
    }

    private static Lookup lookup(Section section, Path folder) {
        try (section) {
            return new Lookup(
                    address(section, "listen"),
                    (int) section.wholeNumber("threads", 1, 1024),
                    (int) section.wholeNumber("queue", 0, 100_000),
                    section.wholeNumber("key-cache-bytes", 1 << 20, 1L << 40),
                    section.optionalPath("watch-list", folder),
                    section.positiveDuration("watch-every"),
                    watch(section.section("watch"), folder),
                    payees(section.section("payees"), folder));
        }
    }

    private static Standing watch(Section section, Path folder) {
        try (section) {
            return standing(section, folder);
        }
    }

    private static Payees payees(Section section, Path folder) {
        try (section) {
            return new Payees(
                    standing(section, folder),
                    (int) section.wholeNumber("batch", 1, 1024),
                    section.positiveDuration("linger"));
        }
    }

    private static Standing standing(Section section, Path folder) {
        return new Standing(
                section.text("case"), section.optionalText("legal-basis"), section.optionalPath("approval", folder));
    }

    private static Kafka kafka(Section section) {
        try (section) {
            String prefix = section.textOrEmpty("prefix");
            return new Kafka(
                    section.text("bootstrap-servers"),
                    prefix + section.text("group"),
                    client(section.free("client", "an object of settings of the Kafka clients")),
                    topics(section.section("topics"), prefix));
        }
    }

    private static Topics topics(Section section, String prefix) {
        try (section) {
            return new Topics(
                    prefix + section.text("transfers"),
                    section.optionalText("risk-scores").map(prefix::concat),
                    prefix + section.text("risk-flags"),
                    prefix + section.text("alerts"),
                    prefix + section.text("dead-letters"),
                    section.optionalText("payee-checks").map(prefix::concat),
                    prefix + section.text("payee-results"));
        }
    }

    private static Scoring scoring(Section section) {
        try (section) {
            return new Scoring(
                    section.positiveDuration("passed-on-within"),
                    section.wholeNumber("large-amount", 1, 1L << 53),
                    section.wholeNumber("reporting-threshold", 0, 1L << 53),
                    section.positiveDuration("slot"));
        }
    }

    private static Http http(Section section) {
        try (section) {
            return new Http(section.text("host"), (int) section.wholeNumber("port", 0, 65535));
        }
    }

    private static Desk desk(Section section) {
        try (section) {
            int entity = (int) section.wholeNumber("reporting-entity", 0, Integer.MAX_VALUE);
            return new Desk(entity == 0 ? OptionalInt.empty() : OptionalInt.of(entity));
        }
    }

    private static Cases cases(Section section) {
        try (section) {
            return new Cases((int) section.wholeNumber("least-retention-days", 0, 36_500));
        }
    }

    private static Database database(Section section, Path folder) {
        try (section) {
            return new Database(
                    section.optionalText("url"),
                    section.optionalText("user"),
                    section.optionalPath("password-file", folder),
                    (int) section.wholeNumber("connections", 1, 1000));
        }
    }

    private static Tracing tracing(Section section) {
        try (section) {
            return new Tracing(section.parsedUnlessEmpty(
                    "endpoint", "a URL such as http://localhost:4318/v1/traces", NodeConfigFile::web));
        }
    }

    private static String web(String text) {
        if (!text.matches("https?://\\S+")) {
            throw new IllegalArgumentException("a URL begins with http:// or https://");
        }
        return text;
    }

    private static Map<String, String> client(Config settings) {
        Map<String, String> client = new TreeMap<>();
        settings.entrySet()
                .forEach(entry -> client.put(
                        entry.getKey().replace("\"", ""),
                        entry.getValue().unwrapped().toString()));
        return Map.copyOf(client);
    }

    private static Optional<Address> address(Section section, String key) {
        return section.parsedUnlessEmpty(key, "host:port", Address::parse);
    }
}
