package io.mistnet.node.peer;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.mistnet.node.network.Institution;
import io.mistnet.node.network.Sha256;
import io.mistnet.node.wire.proto.Hello;
import io.mistnet.node.wire.proto.Purpose;
import java.util.HexFormat;
import java.util.List;

/**
 * The first message on every link, both ways: version, network file, who and what for.
 *
 * <p>The accepting side answers before it judges, so that both sides can say what differs.
 */
public final class Greeting {

    /** Longest first message, in bytes, without its length. */
    public static final int MOST_BYTES = 1024;

    static final int PROTOCOL_VERSION = 1;

    private final Topology topology;
    private final List<Peer> accepted;

    /** On links for epochs. */
    public Greeting(Topology topology) {
        this(topology, topology.accepted());
    }

    /** @param accepted who may dial this institution */
    public Greeting(Topology topology, List<Peer> accepted) {
        this.topology = topology;
        this.accepted = List.copyOf(accepted);
    }

    /** What this institution says when it dials {@code peer}. */
    public byte[] to(Peer peer) {
        return hello(peer.relation().purpose().getNumber());
    }

    /**
     * What this institution answers to {@code hello}.
     *
     * @throws PeerRefusedException where it cannot be read
     */
    public byte[] answerTo(byte[] hello, String from) throws PeerRefusedException {
        return hello(parse(hello, from).getPurposeValue());
    }

    /** Checks the length that {@code from} announced, before memory is taken. */
    public static void requireLength(int length, String from) throws PeerRefusedException {
        if (length < 0 || length > MOST_BYTES) {
            throw new PeerRefusedException(
                    from,
                    Refusal.HELLO_TOO_LONG,
                    "%s bytes, at most %d are allowed".formatted(Integer.toUnsignedString(length), MOST_BYTES));
        }
    }

    /** Checks the answer of an institution that was dialled as {@code peer}. */
    public void checkAnswer(byte[] hello, Peer peer) throws PeerRefusedException {
        Hello answer = check(hello, topology.network().institution(peer.institution()), peer.institution());
        if (answer.getPurpose() != peer.relation().purpose()) {
            throw new PeerRefusedException(peer.institution(), Refusal.OTHER_PURPOSE);
        }
    }

    /**
     * Checks the message of a dialling institution.
     *
     * @param certified whose certificate it showed
     * @return which peer it is
     */
    public Peer checkDialler(byte[] hello, Institution certified) throws PeerRefusedException {
        Purpose purpose = check(hello, certified, certified.id()).getPurpose();
        return accepted.stream()
                .filter(peer -> peer.institution().equals(certified.id()))
                .filter(peer -> peer.relation().purpose() == purpose)
                .findFirst()
                .orElseThrow(() -> new PeerRefusedException(certified.id(), Refusal.OTHER_PURPOSE, purpose.toString()));
    }

    private Hello check(byte[] bytes, Institution certified, String from) throws PeerRefusedException {
        Hello hello = parse(bytes, from);
        if (hello.getProtocolVersion() != PROTOCOL_VERSION) {
            throw new PeerRefusedException(
                    from,
                    Refusal.OTHER_VERSION,
                    "%s, ours is %d".formatted(Integer.toUnsignedString(hello.getProtocolVersion()), PROTOCOL_VERSION));
        }
        Sha256 own = topology.network().hash();
        if (!hello.getNetworkHash().equals(ByteString.copyFrom(own.bytes()))) {
            String theirs = HexFormat.of().formatHex(hello.getNetworkHash().toByteArray());
            throw new PeerRefusedException(
                    from, Refusal.OTHER_NETWORK, "its SHA-256 is %s, ours is %s".formatted(theirs, own));
        }
        if (!hello.getInstitution().equals(certified.id())) {
            throw new PeerRefusedException(from, Refusal.OTHER_INSTITUTION);
        }
        return hello;
    }

    private static Hello parse(byte[] bytes, String from) throws PeerRefusedException {
        try {
            return Hello.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new PeerRefusedException(from, Refusal.HELLO_MALFORMED, e);
        }
    }

    private byte[] hello(int purpose) {
        return Hello.newBuilder()
                .setProtocolVersion(PROTOCOL_VERSION)
                .setNetworkHash(ByteString.copyFrom(topology.network().hash().bytes()))
                .setInstitution(topology.own().id())
                .setPurposeValue(purpose)
                .build()
                .toByteArray();
    }
}
