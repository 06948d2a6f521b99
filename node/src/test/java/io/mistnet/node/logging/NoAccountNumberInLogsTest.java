package io.mistnet.node.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoAccountNumberInLogsTest {

    private static final String IBAN = "NL91ABNA0417164300";

    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("a.b.C");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void record() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        logger.setLevel(Level.TRACE);
        logger.addAppender(logged);
        logged.start();
    }

    @Test
    void anAccountNumberInAMessageIsALeak() {
        logger.info("flag raised for {}", IBAN);

        assertThat(NoAccountNumberInLogs.leaks(logged.list)).containsExactly("a.b.C: flag raised for " + IBAN);
    }

    @Test
    void anAccountNumberInAValueOrInAStackTraceIsALeak() {
        logger.atWarn().addKeyValue("account", IBAN).log("flag raised");
        logger.error("cannot read", new IllegalStateException("transfer from " + IBAN));

        assertThat(NoAccountNumberInLogs.leaks(logged.list))
                .containsExactly("a.b.C: flag raised", "a.b.C: cannot read");
    }

    @Test
    void debugMessagesAndTextWithoutAccountNumbersAreNotLeaks() {
        logger.debug("flag raised for {}", IBAN);
        logger.info("epoch 17 closed, 3 of 5 banks, bank ABNANL2A left out");

        assertThat(NoAccountNumberInLogs.leaks(logged.list)).isEmpty();
    }
}
