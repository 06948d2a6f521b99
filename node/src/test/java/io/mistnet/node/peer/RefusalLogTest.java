package io.mistnet.node.peer;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RefusalLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("refusals of a test");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final AtomicLong now = new AtomicLong();
    private final RefusalLog log = new RefusalLog(logger, "a link for shares", now::get);

    @BeforeEach
    void listen() {
        lines.start();
        logger.setAdditive(false);
        logger.setLevel(Level.WARN);
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
    }

    @Test
    void whoKnocksWithoutEndFillsNoLogAndIsCountedInTheNextLine() {
        for (int i = 0; i < 1000; i++) {
            log.refused(Refusal.HANDSHAKE_FAILED, "a stranger");
        }
        assertThat(said()).hasSize(LineLimit.LINES).containsOnly("Refused a link for shares: a stranger");
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        log.refused(Refusal.HANDSHAKE_FAILED, "a stranger");
        log.refused(Refusal.HANDSHAKE_FAILED, "a stranger");
        assertThat(said().subList(LineLimit.LINES, LineLimit.LINES + 2))
                .containsExactly(
                        "Refused a link for shares: a stranger (and %d more for the same reason, not logged)"
                                .formatted(1000 - LineLimit.LINES),
                        "Refused a link for shares: a stranger");
    }

    @Test
    void oneReasonHidesNoOther() {
        for (int i = 0; i < 1000; i++) {
            log.refused(Refusal.HANDSHAKE_FAILED, "a stranger");
        }
        log.refused(Refusal.OTHER_NETWORK, "bank-1 has another network file");
        assertThat(said()).last().isEqualTo("Refused a link for shares: bank-1 has another network file");
    }

    private List<String> said() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
