package io.mistnet.node.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.micrometer.core.instrument.Meter;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.authorisation.Purpose;
import io.mistnet.protocols.retrieval.Position;
import io.mistnet.protocols.retrieval.SelectorTags;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What all parties of lookups write into their logs and metrics, down to the finest level: neither what was asked, nor why, nor what came back, nor anything that was made of it. */
@Tag("slow")
class LogsOfALookupTest {

    private static final String CONTACT = "desk seventeen";

    /** A number with fewer digits may be in a log by chance. */
    private static final int LEAST_DIGITS = 7;

    @TempDir
    private Path folder;

    private final Logger root = (Logger) LoggerFactory.getLogger("io.mistnet");
    private final Level before = root.getLevel();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getThreadName() + " " + event.getFormattedMessage() + " " + event.getMDCPropertyMap()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    };

    @BeforeEach
    void capture() {
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void release() {
        root.setLevel(before);
        root.detachAppender(appender);
    }

    @Test
    void nothingOfASelectorACaseOrARecordIsLoggedOrMetered() throws Exception {
        try (LookupNodes nodes = new LookupNodes(folder).started()) {
            AskerRole police = nodes.asker("police");
            AskerRole fiu = nodes.asker("fiu");
            Selector selector = LookupNodes.phone(1);
            RecordChange add =
                    new RecordChange.Add(fiu.contributions().newId(), selector, LookupNodes.intelligence(CONTACT));
            fiu.contributions().apply(List.of(add), LookupNodes.ASKING, LookupNodes.soon(), Progress.NONE);
            assertThat(police.lookups()
                            .look(selector, LookupNodes.ASKING, LookupNodes.soon())
                            .records())
                    .hasSize(1);
            police.lookups()
                    .lookAll(
                            List.of(selector, LookupNodes.phone(2)),
                            LookupNodes.ASKING,
                            LookupNodes.soon(),
                            Progress.NONE);
            nodes.stop("bank-2");
            nodes.stop("bank-3");
            assertThatThrownBy(() -> police.lookups().look(selector, LookupNodes.ASKING, LookupNodes.soon()))
                    .isInstanceOf(LookupFailedException.class)
                    .satisfies(failed -> assertThat(secrets(selector, null))
                            .noneMatch(String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT)::contains));
            nodes.startHolder("bank-2");
            SelectorTags tags = tags(nodes, selector);
            String meters = nodes.meters.getMeters().stream()
                    .map(Meter::getId)
                    .map(Meter.Id::toString)
                    .collect(Collectors.joining("\n"));

            String all = (String.join("\n", lines) + meters).toLowerCase(Locale.ROOT);
            assertThat(all).contains("uploaded expansion keys").contains("evaluations=1");
            assertThat(secrets(selector, tags))
                    .hasSizeGreaterThan(10)
                    .allSatisfy(secret -> assertThat(all).doesNotContain(secret));
        }
    }

    private static SelectorTags tags(LookupNodes nodes, Selector selector) throws Exception {
        return nodes.evaluation("police")
                .tags(
                        1,
                        List.of(selector),
                        LookupNodes.ASKING.mandate(Purpose.ASK),
                        LookupNodes.soon(),
                        new Disclosure())
                .get(0);
    }

    /** In lower case. */
    private static List<String> secrets(Selector selector, SelectorTags tags) {
        List<String> secrets = new ArrayList<>(List.of(
                selector.canonical(),
                selector.canonical().substring(3),
                HexFormat.of().formatHex(selector.canonical().getBytes(StandardCharsets.UTF_8)),
                LookupNodes.ASKING.user(),
                LookupNodes.ASKING.caseReference().toLowerCase(Locale.ROOT),
                LookupNodes.ASKING.legalBasis().toLowerCase(Locale.ROOT),
                CONTACT));
        if (tags != null) {
            List<String> numbers = new ArrayList<>();
            Position position = tags.position();
            for (int piece : new int[] {position.first(), position.second(), position.third()}) {
                numbers.add(Integer.toString(piece));
                numbers.add(Integer.toUnsignedString(piece));
                numbers.add(Integer.toHexString(piece));
            }
            tags.occurrences().forEach(tag -> {
                numbers.add(Long.toString(tag.fingerprint().bits()));
                numbers.add(HexFormat.of().toHexDigits(tag.fingerprint().bits()));
            });
            numbers.stream().filter(number -> number.length() >= LEAST_DIGITS).forEach(secrets::add);
        }
        return secrets;
    }
}
