package io.mistnet.node.relational;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands tests a database of one kind, and takes it back after each. One PostgreSQL serves the whole run. */
final class DatabaseParameters implements ParameterResolver, ExecutionCondition {

    private static final Namespace HERE = Namespace.create(DatabaseParameters.class);

    /** A busy machine is no database that is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DatabaseKind kind;

    DatabaseParameters(DatabaseKind kind) {
        this.kind = kind;
    }

    /** The settings of one test's database, and what is to be deleted after. */
    private record Fresh(DatabaseSettings settings, AutoCloseable after) implements AutoCloseable {

        @Override
        public void close() throws Exception {
            after.close();
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (kind == DatabaseKind.H2 || PostgresServer.isInstalled()) {
            return ConditionEvaluationResult.enabled(kind.title());
        }
        if (context.getTestMethod().isEmpty()) {
            System.out.println(context.getDisplayName() + " skipped: " + PostgresServer.MISSING);
        }
        return ConditionEvaluationResult.disabled(PostgresServer.MISSING);
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == DatabaseSettings.class || type == RelationalDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store store = context.getStore(HERE);
        DatabaseSettings settings = store.computeIfAbsent(Fresh.class, key -> fresh(context), Fresh.class)
                .settings();
        if (parameter.getParameter().getType() == DatabaseSettings.class) {
            return settings;
        }
        return store.computeIfAbsent(RelationalDatabase.class, key -> open(settings), RelationalDatabase.class);
    }

    private Fresh fresh(ExtensionContext context) {
        try {
            if (kind == DatabaseKind.H2) {
                Path folder = Files.createTempDirectory("mistnet-h2");
                return new Fresh(DatabaseSettings.embedded(folder).withPatience(PATIENCE), () -> delete(folder));
            }
            PostgresServer server = context.getRoot()
                    .getStore(HERE)
                    .computeIfAbsent(PostgresServer.class, key -> started(), PostgresServer.class);
            return new Fresh(server.freshDatabase().withPatience(PATIENCE), () -> {});
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static PostgresServer started() {
        try {
            return PostgresServer.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static RelationalDatabase open(DatabaseSettings settings) {
        try {
            return RelationalDatabase.open(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
