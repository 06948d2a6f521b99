package io.mistnet.he;

import io.mistnet.he.facade.Facade;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/**
 * Loads the native library once, from a folder of this process's own that is gone afterwards. JavaCPP's cache in the home folder tells files apart by size and time only, both of which stay the same in
 * reproducible builds.
 */
final class NativeLibrary {

    private static final String CACHE = "org.bytedeco.javacpp.cachedir";

    static {
        if (System.getProperty(CACHE) == null) {
            loadFromOwnFolder();
        } else {
            Loader.load(Facade.class);
        }
    }

    private NativeLibrary() {}

    /** Returns when the library is loaded; to be called before any class of the facade is used. */
    static void load() {}

    private static void loadFromOwnFolder() {
        try {
            Path folder = Files.createTempDirectory("mistnet-native-");
            try {
                System.setProperty(CACHE, folder.toString());
                Loader.load(Facade.class);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the native library into the folder of java.io.tmpdir", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
