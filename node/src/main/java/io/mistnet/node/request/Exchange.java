package io.mistnet.node.request;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One request and its reply on a connection. */
final class Exchange {

    private final RequestLink link;
    private final String institution;
    private final RequestKind kind;

    Exchange(RequestLink link, String institution, RequestKind kind) {
        this.link = link;
        this.institution = institution;
        this.kind = kind;
    }

    /**
     * Sends the request and reads its reply. The connection is closed where the reply cannot be one.
     *
     * @throws BrokenLinkException where the connection breaks before there is anything of a reply
     * @throws IOException where it breaks later
     * @throws RequestFailedException where the reply is no answer
     */
    byte[] run(long id, byte[] payload, Deadline deadline) throws IOException, RequestFailedException {
        int millis = (int) deadline.remaining().toMillis();
        byte first = exchangeFirst(new FrameHeader(kind.code(), id, millis, payload.length), payload);
        FrameHeader header = link.readHeader(first);
        Outcome outcome = Outcome.of(header.code()).orElseThrow(() -> deviates("a reply of unknown outcome"));
        if (header.id() != id) {
            throw deviates("the reply to another request");
        }
        int most = outcome == Outcome.ANSWERED ? kind.mostReplyBytes() : Reply.MOST_REASON_BYTES;
        if (header.length() < 0 || header.length() > most) {
            throw deviates("a reply of %s bytes, at most %d are allowed"
                    .formatted(Integer.toUnsignedString(header.length()), most));
        }
        byte[] reply = link.readPayload(header.length());
        if (outcome == Outcome.ANSWERED) {
            return reply;
        }
        throw failure(outcome, header, new String(reply, StandardCharsets.UTF_8));
    }

    private byte exchangeFirst(FrameHeader header, byte[] payload) throws BrokenLinkException {
        boolean sent = false;
        try {
            link.write(header, payload);
            sent = true;
            return link.awaitFirst().orElseThrow(() -> new EOFException("the peer closed the connection"));
        } catch (IOException e) {
            throw new BrokenLinkException(sent, e);
        }
    }

    private RequestFailedException failure(Outcome outcome, FrameHeader header, String reason) {
        return switch (outcome) {
            case BUSY ->
                new BusyException(institution, kind, Duration.ofMillis(Integer.toUnsignedLong(header.millis())));
            case REFUSED, UNKNOWN_KIND, TOO_LONG -> new RefusedException(institution, kind, reason);
            case DEADLINE -> new DeadlineExceededException(institution, kind, reason);
            default -> new PeerFailedException(institution, kind, reason);
        };
    }

    private PeerFailedException deviates(String what) {
        link.abort("the peer sent " + what);
        return new PeerFailedException(institution, kind, "it sent " + what);
    }
}
