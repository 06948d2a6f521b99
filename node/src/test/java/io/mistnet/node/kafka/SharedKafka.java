package io.mistnet.node.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a running broker: the same to all tests of a process, started for the first and stopped after the last. */
public final class SharedKafka implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KafkaBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedKafka.class))
                .computeIfAbsent(Running.class, type -> new Running(), Running.class)
                .broker;
    }

    private static final class Running implements AutoCloseable {

        private final Path directory;
        private final KafkaBroker broker;

        Running() {
            try {
                directory = Files.createTempDirectory("mistnet-kafka");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            broker = new KafkaBroker(directory);
            broker.start();
        }

        @Override
        public void close() throws IOException {
            broker.close();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
