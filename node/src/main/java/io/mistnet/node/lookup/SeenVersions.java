package io.mistnet.node.lookup;

import io.mistnet.node.storage.DurableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The newest version of each of the host's tables that answers have shown, on disk, so that an older one is noticed: a host that goes back to a backup has lost records. An operator who knows of it deletes the file, also while the node
 * runs. Thread-safe.
 */
final class SeenVersions {

    /** In the node's data directory. */
    static final String FILE = "table-versions";

    private final Optional<Path> file;
    private Map<String, Long> newest;

    private SeenVersions(Optional<Path> file, Map<String, Long> newest) {
        this.file = file;
        this.newest = newest;
    }

    /** Forgotten with the process. */
    static SeenVersions inMemory() {
        return new SeenVersions(Optional.empty(), new TreeMap<>());
    }

    /**
     * What stands in a file; nothing where it is not there.
     *
     * @throws IOException where it cannot be read; it names the file
     */
    static SeenVersions open(Path file) throws IOException {
        return new SeenVersions(Optional.of(file), read(file));
    }

    /** Where an operator says that an older version is fine. */
    Optional<Path> file() {
        return file;
    }

    /** The newest version that was seen; 0 where none was. */
    synchronized long newest(String host, int keyEpoch) {
        return newest.getOrDefault(table(host, keyEpoch), 0L);
    }

    /** The same, by the file: an operator may have deleted it. */
    synchronized long newestOnDisk(String host, int keyEpoch) {
        if (file.isPresent()) {
            try {
                newest = read(file.get());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return newest(host, keyEpoch);
    }

    /**
     * An answer was of this version. It is remembered on disk when this returns.
     *
     * @throws UncheckedIOException where it cannot be
     */
    synchronized void saw(String host, int keyEpoch, long version) {
        if (file.isPresent() && !Files.exists(file.get())) {
            newest = new TreeMap<>();
        }
        if (version <= newest(host, keyEpoch)) {
            return;
        }
        newest.put(table(host, keyEpoch), version);
        if (file.isPresent()) {
            String lines = newest.entrySet().stream()
                    .map(table -> "%s %d\n".formatted(table.getKey(), table.getValue()))
                    .collect(Collectors.joining());
            try {
                DurableFile.replace(file.get(), lines.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file.get(), e);
            }
        }
    }

    private static String table(String host, int keyEpoch) {
        return host + " " + keyEpoch;
    }

    private static Map<String, Long> read(Path file) throws IOException {
        Map<String, Long> newest = new TreeMap<>();
        if (!Files.exists(file)) {
            return newest;
        }
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split(" ", -1);
            try {
                newest.put(table(parts[0], Integer.parseInt(parts[1])), Long.parseLong(parts[2]));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new IOException(
                        "%s: expected a host, a key epoch and a version in each line; delete the file, and the next answer's version is taken as it is"
                                .formatted(file),
                        e);
            }
        }
        return newest;
    }
}
