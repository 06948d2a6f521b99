package io.mistnet.simulator.reference;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Material that lies beside the checkout and is not part of it; where it is absent, tests that need it are skipped. */
public final class SharedFolder {

    private static final String PROPERTY = "mistnet.shared";

    private SharedFolder() {}

    /** The path in the folder named by the system property {@value #PROPERTY}, or else in the folder {@code shared} beside the checkout. */
    public static Path find(String path) {
        String folder = System.getProperty(PROPERTY, "../../shared");
        Path found = Path.of(folder).resolve(path);
        Assumptions.assumeTrue(
                Files.exists(found),
                () -> "%s is absent: name its folder by -D%s"
                        .formatted(found.toAbsolutePath().normalize(), PROPERTY));
        return found;
    }
}
