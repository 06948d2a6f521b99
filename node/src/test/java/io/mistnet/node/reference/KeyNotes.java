package io.mistnet.node.reference;

import io.mistnet.node.config.KeysRead;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the code that reads a file says of its keys: the form of their values, and which may be left out. An element of a list counts for all. */
final class KeyNotes implements KeysRead {

    private final Map<String, String> forms = new TreeMap<>();
    private final Set<String> optional = new TreeSet<>();

    @Override
    public void read(String path, String expected) {
        forms.put(ofAll(path), expected);
    }

    @Override
    public void mayBeLeftOut(String path) {
        optional.add(ofAll(path));
    }

    /** All keys that the code asks for, also those that were not there. */
    Set<String> paths() {
        Set<String> paths = new TreeSet<>(forms.keySet());
        paths.addAll(optional);
        return paths;
    }

    String form(String path) {
        return forms.getOrDefault(path, "nothing: no code reads it")
                + (optional.contains(path) ? "; may be left out" : "");
    }

    private static String ofAll(String path) {
        return path.replaceAll("\\[\\d+]", "[]");
    }
}
