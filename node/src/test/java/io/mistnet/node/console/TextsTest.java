package io.mistnet.node.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the pages against the bundle: no text is missing, and none is left over. */
final class TextsTest {

    private static final Pattern KEY = Pattern.compile("\"([a-z0-9-]+(?:\\.[A-Za-z0-9_-]+)*\\.?)\"");

    private final Set<String> keys = ResourceBundle.getBundle("io.mistnet.node.console.texts", Locale.ENGLISH)
            .keySet();

    @Test
    void everyTextThatATemplateNamesIsThere() throws Exception {
        Pattern named = Pattern.compile("text\\(\"([^\"]+)\"\\s*[,)]");
        for (Path template : files(Path.of("src/main/jte"))) {
            Set<String> used = new TreeSet<>();
            named.matcher(Files.readString(template)).results().forEach(found -> used.add(found.group(1)));
            assertThat(keys).as(template.toString()).containsAll(used);
        }
    }

    @Test
    void everyTextThatIsPutTogetherHasOneForEachOfItsValues() throws Exception {
        for (Enum<?> value : enums()) {
            boolean isNamed = keys.stream().anyMatch(key -> key.contains("." + value.name()));
            assertThat(isNamed).as(value.getDeclaringClass() + "." + value).isTrue();
        }
    }

    @Test
    void noTextIsLeftOver() throws Exception {
        Set<String> used = new HashSet<>();
        for (Path file : files(Path.of("src/main"))) {
            KEY.matcher(Files.readString(file)).results().forEach(found -> used.add(found.group(1)));
        }
        Set<String> unused = new TreeSet<>();
        for (String key : keys) {
            boolean isUsed =
                    used.contains(key) || used.stream().anyMatch(part -> part.endsWith(".") && key.startsWith(part));
            if (!isUsed) {
                unused.add(key);
            }
        }
        assertThat(unused).isEmpty();
    }

    @Test
    void everyTextIsAPatternThatCanBeRead() {
        Texts texts = new Texts(Locale.ENGLISH);
        for (String key : keys) {
            assertThat(texts.get(key, 1, 1, 1, 1, 1)).as(key).isNotBlank().doesNotContain("{0", "{1");
        }
    }

    private static Set<Enum<?>> enums() {
        Set<Enum<?>> values = new HashSet<>();
        for (Enum<?>[] each : new Enum<?>[][] {
            io.mistnet.node.casework.Field.values(),
            io.mistnet.node.casework.Problem.Kind.values(),
            io.mistnet.node.casework.Failure.Kind.values(),
            io.mistnet.node.casework.CaseState.values(),
            io.mistnet.node.casework.CaseEvent.Kind.values(),
            io.mistnet.node.casework.BatchState.values(),
            io.mistnet.node.casework.ApprovalState.values(),
            io.mistnet.node.casework.NotAllowedException.Reason.values(),
            io.mistnet.protocols.retrieval.IntelligenceCategory.values()
        }) {
            values.addAll(Set.of(each));
        }
        return values;
    }

    private static Set<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return new TreeSet<>(files.filter(file -> file.toString().matches(".*\\.(jte|java)"))
                    .toList());
        }
    }
}
