package io.mistnet.connectors.reader;

import io.mistnet.connectors.transfer.FutureDatedTransferException;
import io.mistnet.connectors.transfer.MalformedTransferException;
import io.mistnet.connectors.transfer.OversizedTransferException;
import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.connectors.transfer.TransferDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a bank's topic of transfers. The header {@code content-type} tells the format: a media type of JSON or of XML. Where it
 * is missing or says something else, the first visible byte tells: <code>{</code> or {@code <}.
 *
 * <p>It keeps no state between records and may be shared by threads.
 */
public final class TransferReader {

    private static final String CONTENT_TYPE = "content-type";

    private final TransferDecoder json;
    private final TransferDecoder xml;
    private final int mostBytes;
    private final Duration skew;
    private final InstantSource clock;

    /**
     * @param json for records in JSON
     * @param xml for records in XML
     * @param mostBytes the largest record that is looked into
     * @param skew how far a settlement time may lie ahead of the clock
     * @param clock tells what is the future
     */
    public TransferReader(
            TransferDecoder json, TransferDecoder xml, int mostBytes, Duration skew, InstantSource clock) {
        this.json = json;
        this.xml = xml;
        this.mostBytes = mostBytes;
        this.skew = skew;
        this.clock = clock;
    }

    /**
     * All transfers of one record; a {@code pacs.008} message may carry several. If one of them is refused, none counts, since the record
     * goes to the dead letters as a whole.
     *
     * @throws io.mistnet.connectors.transfer.RefusedTransferException if the record is not usable; its class tells the kind of reason
     */
    public List<Transfer> read(ConsumerRecord<byte[], byte[]> record) {
        byte[] message = record.value();
        if (message == null) {
            throw new MalformedTransferException("record", "a transfer, found no value");
        }
        if (message.length > mostBytes) {
            throw new OversizedTransferException(message.length, mostBytes);
        }
        List<Transfer> transfers =
                decoder(record.headers().lastHeader(CONTENT_TYPE), message).decode(message);
        Instant now = clock.instant();
        Instant latest = now.plus(skew);
        for (Transfer transfer : transfers) {
            if (transfer.settlementTime().isAfter(latest)) {
                throw new FutureDatedTransferException(transfer.settlementTime(), now, skew);
            }
        }
        return transfers;
    }

    private TransferDecoder decoder(@Nullable Header contentType, byte[] message) {
        if (contentType != null && contentType.value() != null) {
            String type = new String(contentType.value(), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
            if (type.contains("json")) {
                return json;
            }
            if (type.contains("xml")) {
                return xml;
            }
        }
        return switch (firstVisibleByte(message)) {
            case '{' -> json;
            case '<' -> xml;
            default -> throw new MalformedTransferException("record", "a JSON object or an XML document");
        };
    }

    private static byte firstVisibleByte(byte[] message) {
        int at = startsWithByteOrderMark(message) ? 3 : 0;
        while (at < message.length && message[at] >= 0 && message[at] <= ' ') {
            at++;
        }
        return at < message.length ? message[at] : 0;
    }

    private static boolean startsWithByteOrderMark(byte[] message) {
        return message.length >= 3
                && message[0] == (byte) 0xEF
                && message[1] == (byte) 0xBB
                && message[2] == (byte) 0xBF;
    }
}
