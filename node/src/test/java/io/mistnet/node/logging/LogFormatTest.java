package io.mistnet.node.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LogFormatTest {

    @Test
    void aNodeLogsOneJsonObjectALine() throws Exception {
        LoggerContext context = configured("json");

        String line = encode(context, "line one\nline two");

        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        JsonNode event = new ObjectMapper().readTree(line);
        assertThat(event.get("level").asText()).isEqualTo("WARN");
        assertThat(event.get("loggerName").asText()).isEqualTo("io.mistnet.node.Epochs");
        assertThat(event.get("formattedMessage").asText()).isEqualTo("line one\nline two");
        assertThat(event.get("kvpList").toString()).isEqualTo("[{\"epoch\":\"17\"}]");
    }

    @Test
    void plainIsForPeople() throws Exception {
        assertThat(encode(configured("plain"), "bank left out"))
                .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  Epochs: bank left out epoch=\"17\"\\R");
    }

    @Test
    void kafkaAndPekkoAreQuiet() throws Exception {
        LoggerContext context = configured("json");

        assertThat(context.getLogger("org.apache.kafka.clients.NetworkClient").isInfoEnabled())
                .isFalse();
        assertThat(context.getLogger("org.apache.pekko.actor.ActorSystem").isInfoEnabled())
                .isFalse();
        assertThat(context.getLogger("io.mistnet.node.Epochs").isInfoEnabled()).isTrue();
    }

    private static LoggerContext configured(String format) throws JoranException {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("mistnet.log", format);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Objects.requireNonNull(LogFormatTest.class.getResource("/logback.xml")));
        return context;
    }

    private static String encode(LoggerContext context, String message) {
        ConsoleAppender<ILoggingEvent> console =
                (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("console");
        assertThat(console.getTarget()).isEqualTo("System.err");
        LoggingEvent event = new LoggingEvent(
                "", context.getLogger("io.mistnet.node.Epochs"), Level.WARN, message, null, new Object[0]);
        event.addKeyValuePair(new KeyValuePair("epoch", 17));
        Encoder<ILoggingEvent> encoder = console.getEncoder();
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }
}
