package io.mistnet.simulator.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the {@link Staff} of a demonstration that is started once for all classes, and ended after the last one. At the end of a test no browser may have complained. */
final class OneDemonstration implements BeforeAllCallback, AfterEachCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(OneDemonstration.class);

    /** Here, so that all tests are skipped where there is no browser. */
    @Override
    public void beforeAll(ExtensionContext context) {
        Chromium.requirePresent();
        staff(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Staff.class;
    }

    @Override
    public Staff resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return staff(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        staff(context).goHome();
    }

    private static Staff staff(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Staff.class, key -> started(), Staff.class);
    }

    private static Staff started() {
        try {
            return new Staff();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
