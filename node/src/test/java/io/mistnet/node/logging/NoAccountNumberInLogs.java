package io.mistnet.node.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.slf4j.LoggerFactory;

/**
 * Fails a test during which an IBAN was logged at info level or above: in the message, its values, its context or a stack
 * trace. JUnit finds it by itself, so it guards every test of this module.
 */
public final class NoAccountNumberInLogs implements BeforeEachCallback, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(NoAccountNumberInLogs.class);
    private static final Pattern IBAN = Pattern.compile("\\b[A-Z]{2}\\d{2}[A-Z0-9]{11,30}\\b");

    @Override
    public void beforeEach(ExtensionContext test) {
        Recorder recorder = new Recorder();
        recorder.start();
        rootLogger().addAppender(recorder);
        test.getStore(NAMESPACE).put(Recorder.class, recorder);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        Recorder recorder =
                Objects.requireNonNull(test.getStore(NAMESPACE).remove(Recorder.class, Recorder.class), "beforeEach");
        rootLogger().detachAppender(recorder);
        List<String> leaks = leaks(recorder.list);
        if (!leaks.isEmpty()) {
            throw new AssertionError("account numbers in the log: " + leaks);
        }
    }

    /** Where account numbers were logged: the logger, and what it said. */
    static List<String> leaks(List<ILoggingEvent> events) {
        return events.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .filter(event -> said(event).anyMatch(text -> IBAN.matcher(text).find()))
                .map(event -> event.getLoggerName() + ": " + event.getFormattedMessage())
                .toList();
    }

    private static Stream<String> said(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        return Stream.of(
                event.getFormattedMessage(),
                String.valueOf(event.getKeyValuePairs()),
                event.getMDCPropertyMap().toString(),
                thrown == null ? "" : ThrowableProxyUtil.asString(thrown));
    }

    private static Logger rootLogger() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private static final class Recorder extends ListAppender<ILoggingEvent> {}
}
