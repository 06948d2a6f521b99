package io.mistnet.node.relational;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs a class once for each kind of database. */
final class DatabaseInvocations implements ClassTemplateInvocationContextProvider {

    private record On(DatabaseKind kind) implements ClassTemplateInvocationContext {

        @Override
        public String getDisplayName(int index) {
            return kind.title();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new DatabaseParameters(kind));
        }
    }

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<On> provideClassTemplateInvocationContexts(ExtensionContext context) {
        return Stream.of(DatabaseKind.values()).map(On::new);
    }
}
