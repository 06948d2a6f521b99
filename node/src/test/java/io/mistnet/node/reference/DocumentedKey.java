package io.mistnet.node.reference;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A key of a file that documents all keys.
 *
 * @param path its place, such as {@code mistnet.http.port} or {@code institutions[].id}
 * @param isSection whether the code reads keys in it
 * @param says its comment
 * @param users the roles after "For:" in its comment, or in that of a section that it is in
 * @param value what stands there
 */
record DocumentedKey(String path, boolean isSection, String says, String users, ConfigValue value) {

    private static final String USERS = "For: ";

    /** All keys of a file in its order, sections before what is in them; the keys in objects that the code reads as a whole are left out. */
    static List<DocumentedKey> in(ConfigObject file, KeyNotes notes) {
        List<DocumentedKey> keys = new ArrayList<>();
        collect(file, "", "", notes, keys);
        return keys;
    }

    String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    String section() {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    /** The value as a table shows it. */
    String shown() {
        String text = String.valueOf(value.unwrapped());
        if (text.matches("@.*@")) {
            return "must be given";
        }
        return text.isEmpty() || text.equals("{}") ? "none" : "`" + value.render(ConfigRenderOptions.concise()) + "`";
    }

    private static void collect(
            ConfigObject object, String path, String users, KeyNotes notes, List<DocumentedKey> into) {
        List<Map.Entry<String, ConfigValue>> entries = new ArrayList<>(object.entrySet());
        entries.sort(Comparator.comparingInt(entry -> entry.getValue().origin().lineNumber()));
        for (Map.Entry<String, ConfigValue> entry : entries) {
            String place = path + entry.getKey();
            List<String> comment = entry.getValue().origin().comments().stream()
                    .map(String::strip)
                    .toList();
            String own = comment.stream()
                    .filter(line -> line.startsWith(USERS))
                    .map(line -> line.substring(USERS.length(), line.length() - 1))
                    .findFirst()
                    .orElse(users);
            String says = String.join(
                    " ",
                    comment.stream().filter(line -> !line.startsWith(USERS)).toList());
            String below = place + (entry.getValue() instanceof ConfigList ? "[]." : ".");
            boolean isSection = notes.paths().stream().anyMatch(read -> read.startsWith(below));
            into.add(new DocumentedKey(place, isSection, says, own, entry.getValue()));
            if (isSection) {
                collect(members(entry.getValue()), below, own, notes, into);
            }
        }
    }

    private static ConfigObject members(ConfigValue value) {
        return (ConfigObject) (value instanceof ConfigList list ? list.get(0) : value);
    }
}
