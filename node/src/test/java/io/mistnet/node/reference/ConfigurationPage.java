package io.mistnet.node.reference;

import com.typesafe.config.ConfigObject;
import java.util.List;
import java.util.stream.Collectors;

/** The page that documents every key of {@code node.conf} and of the network file. */
final class ConfigurationPage {

    private static final String INTRODUCTION = """
            # Configuration

            Every key of `node.conf` and of the network file. This page is made from the files that `./mistnet network init` writes and from the code that reads them; after a change of either, make it anew:

                %s

            Both files are [HOCON](https://github.com/lightbend/config/blob/main/HOCON.md): a key of a section is written inside its braces, or with dots, as `mistnet.http.port = 9480`. Durations have a unit: `500ms`, `10s`, `1h`, `30d`.
            """;

    private static final String NODE = """

            ## node.conf

            One institution's own file; paths in it are relative to it. *For* names the roles whose nodes use a key. `${NAME}` takes a value from the environment.
            """;

    private static final String NETWORK = """

            ## The network file

            The same at all institutions, byte for byte. All its keys are required but for those that may be left out; the values here are those of a trial with 100,000 records.
            """;

    private ConfigurationPage() {}

    static String of(
            ConfigObject node, KeyNotes nodeNotes, ConfigObject network, KeyNotes networkNotes, String howToMake) {
        StringBuilder page = new StringBuilder(INTRODUCTION.formatted(howToMake));
        page.append(NODE);
        List<DocumentedKey> keys = DocumentedKey.in(node, nodeNotes);
        sections(
                page,
                keys,
                key -> "| `%s` | %s | %s | %s | %s |\n"
                        .formatted(key.name(), form(nodeNotes, key), key.shown(), key.users(), cell(key.says())),
                "| key | value | default | for | says |\n| --- | --- | --- | --- | --- |\n");
        page.append(NETWORK);
        sections(
                page,
                DocumentedKey.in(network, networkNotes),
                key -> "| `%s` | %s | %s | %s |\n"
                        .formatted(key.name(), form(networkNotes, key), key.shown(), cell(key.says())),
                "| key | value | in a trial | says |\n| --- | --- | --- | --- |\n");
        return page.toString();
    }

    private interface Row {
        String of(DocumentedKey key);
    }

    private static void sections(StringBuilder page, List<DocumentedKey> keys, Row row, String head) {
        table(page, keys, "", row, head);
        for (DocumentedKey section :
                keys.stream().filter(DocumentedKey::isSection).toList()) {
            page.append("\n### ").append(section.path()).append('\n');
            if (!section.says().isEmpty()) {
                page.append('\n').append(section.says()).append('\n');
            }
            table(page, keys, section.path(), row, head);
        }
    }

    private static void table(StringBuilder page, List<DocumentedKey> keys, String section, Row row, String head) {
        String rows = keys.stream()
                .filter(key ->
                        !key.isSection() && key.section().replace("[]", "").equals(section))
                .map(row::of)
                .collect(Collectors.joining());
        if (!rows.isEmpty()) {
            page.append('\n').append(head).append(rows);
        }
    }

    private static String form(KeyNotes notes, DocumentedKey key) {
        return cell(notes.form(key.path()).replaceAll(" such as [^;]*?(?=, or nothing|;|$)", ""));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
