package io.mistnet.connectors.pacs008;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.mistnet.connectors.transfer.MalformedTransferException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileXmlTest {

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    private static final Pacs008TransferDecoder DECODER = new Pacs008TransferDecoder();

    @Test
    void anEntityThatNamesAFileIsNotRead(@TempDir Path directory) throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "ACC-FROM-FILE");

        refuses("<!DOCTYPE Document [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>", "&x;");
    }

    @Test
    void noHostIsAskedForADocumentTypeOrAnEntity() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/x";
            refuses("<!DOCTYPE Document SYSTEM \"" + url + "\">", "acc-77");
            refuses("<!DOCTYPE Document [<!ENTITY x SYSTEM \"" + url + "\">]>", "&x;");
            refuses("<!DOCTYPE Document [<!ENTITY % x SYSTEM \"" + url + "\"> %x;]>", "acc-77");
        } finally {
            server.stop(0);
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void entitiesThatGrowExponentiallyAreNotExpanded() {
        StringBuilder entities = new StringBuilder("<!DOCTYPE Document [<!ENTITY e0 \"0123456789\">");
        for (int i = 1; i < 20; i++) {
            entities.append("<!ENTITY e%d \"%s\">".formatted(i, ("&e" + (i - 1) + ";").repeat(10)));
        }
        refuses(entities.append("]>").toString(), "&e19;");
    }

    @Test
    void elementsNestedHundredThousandDeepArePassedOverOrRefusedAndDoNotEndTheThread() {
        byte[] message = Pacs008Message.valid()
                .with("<Dbtr><Nm>A</Nm>", "<Dbtr>" + "<a>".repeat(100_000) + "</a>".repeat(100_000))
                .bytes();
        // from 24 on the JDK's own reader refuses such depths
        try {
            assertThat(DECODER.decode(message)).hasSize(1);
        } catch (MalformedTransferException refused) {
            assertThat(refused).hasMessageContaining("record");
        }
    }

    private void refuses(String documentType, String creditorAccount) {
        byte[] message = Pacs008Message.valid()
                .with(DECLARATION, DECLARATION + documentType)
                .with("acc-77", creditorAccount)
                .bytes();
        assertThatThrownBy(() -> DECODER.decode(message))
                .isInstanceOf(MalformedTransferException.class)
                .hasMessageContaining("without a document type declaration");
    }
}
