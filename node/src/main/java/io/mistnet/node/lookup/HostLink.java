package io.mistnet.node.lookup;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.mistnet.node.lookup.LookupFailedException.Kind;
import io.mistnet.node.network.Institution;
import io.mistnet.node.request.BusyException;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.request.FixedForm;
import io.mistnet.node.request.RefusedException;
import io.mistnet.node.request.RequestClient;
import io.mistnet.node.request.RequestFailedException;
import io.mistnet.node.request.RequestKind;
import io.mistnet.node.wire.proto.LookupWire.Refusal;
import java.nio.file.Path;

/** Requests to the host, and what its refusals mean. Thread-safe. */
final class HostLink {

    private final Institution host;
    private final RequestClient client;

    HostLink(Institution host, RequestClient client) {
        this.host = host;
        this.client = client;
    }

    Institution host() {
        return host;
    }

    <M extends Message> M call(RequestKind kind, Message request, Parser<M> parser, Deadline deadline)
            throws LookupFailedException {
        try {
            return FixedForm.parse(parser, client.call(host.id(), kind, request.toByteArray(), deadline));
        } catch (RefusedException e) {
            throw new LookupFailedException(Kind.REFUSED, String.valueOf(e.getMessage()), e);
        } catch (BusyException e) {
            throw new LookupFailedException(Kind.BUSY, String.valueOf(e.getMessage()), e);
        } catch (RequestFailedException e) {
            throw new LookupFailedException(Kind.AWAY, String.valueOf(e.getMessage()), e);
        } catch (InvalidProtocolBufferException e) {
            throw deviated("its reply to %s cannot be read".formatted(kind));
        }
    }

    LookupFailedException refused(Refusal refusal) {
        Kind kind = switch (refusal.getReason()) {
            case REASON_BUSY, REASON_QUOTA -> Kind.BUSY;
            case REASON_AWAY, REASON_DEADLINE -> Kind.AWAY;
            default -> Kind.REFUSED;
        };
        return new LookupFailedException(kind, "the host %s: %s".formatted(host.id(), printable(refusal.getText())));
    }

    LookupFailedException deviated(String what) {
        return new LookupFailedException(
                Kind.DEVIATED,
                "the host %s deviates from the protocol: %s; tell the network's operator".formatted(host.id(), what));
    }

    LookupFailedException stale(int keyEpoch, long version, long newest, SeenVersions seen) {
        return new LookupFailedException(
                Kind.STALE,
                "the host %s answered from version %d of its table of key epoch %d, and has answered from version %d before: records that came since are missing. Ask its operator; where it was restored from a backup, and you accept that, delete %s and ask again"
                        .formatted(
                                host.id(),
                                version,
                                keyEpoch,
                                newest,
                                seen.file().map(Path::toString).orElse("what this process has seen")));
    }

    static void requireLength(HostLink link, String what, ByteString bytes, int length) throws LookupFailedException {
        if (bytes.size() != length) {
            throw link.deviated("%s of %d bytes, not %d".formatted(what, bytes.size(), length));
        }
    }

    /** A peer's words go to people: short, and without characters that act on a terminal. */
    private static String printable(String text) {
        String cut = text.substring(0, Math.min(text.length(), 300));
        return cut.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
