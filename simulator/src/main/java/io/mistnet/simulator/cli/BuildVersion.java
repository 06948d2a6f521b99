package io.mistnet.simulator.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build gave to this program. */
final class BuildVersion implements IVersionProvider {

    /** For example {@code 0.1.0}. */
    static String read() {
        Properties properties = new Properties();
        try (InputStream resource = BuildVersion.class.getResourceAsStream("build.properties")) {
            properties.load(Objects.requireNonNull(resource, "build.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"mistnet " + read()};
    }
}
