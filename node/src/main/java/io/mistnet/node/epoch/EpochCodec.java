package io.mistnet.node.epoch;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.mistnet.node.epoch.EpochMessage.Abort;
import io.mistnet.node.epoch.EpochMessage.Accept;
import io.mistnet.node.epoch.EpochMessage.Begin;
import io.mistnet.node.epoch.EpochMessage.Commitment;
import io.mistnet.node.epoch.EpochMessage.Counts;
import io.mistnet.node.epoch.EpochMessage.Decline;
import io.mistnet.node.epoch.EpochMessage.Join;
import io.mistnet.node.epoch.EpochMessage.LeftOut;
import io.mistnet.node.epoch.EpochMessage.Propose;
import io.mistnet.node.epoch.EpochMessage.Ran;
import io.mistnet.node.epoch.EpochMessage.Refuse;
import io.mistnet.node.epoch.EpochMessage.Release;
import io.mistnet.node.network.Sha256;
import io.mistnet.node.wire.proto.EpochWire;
import io.mistnet.node.wire.proto.EpochWire.Envelope;
import io.mistnet.protocols.propagation.BlockSizes;
import io.mistnet.protocols.propagation.EpochId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@link EpochMessage}s as the payload of a control link, and back. */
public final class EpochCodec {

    /** Both ends of a network speak the same version. */
    static final int PROTOCOL_VERSION = 1;

    /** Bytes of the largest payload that is read: thousands of banks with a reason each. */
    static final int LARGEST = 1 << 20;

    private static final int LONGEST_TEXT = 300;
    private static final int LONGEST_SIGNATURE = 512;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private EpochCodec() {}

    public static byte[] encode(EpochMessage message) {
        Envelope.Builder to = Envelope.newBuilder()
                .setProtocolVersion(PROTOCOL_VERSION)
                .setEpoch(message.id().epoch())
                .setAttempt(message.id().attempt());
        if (message instanceof Propose m) {
            to.setPropose(EpochWire.Propose.newBuilder()
                    .setCutOffMs(m.cutOff().toEpochMilli())
                    .setReleases(m.releases()));
        } else if (message instanceof Accept) {
            to.setAccept(EpochWire.Accept.getDefaultInstance());
        } else if (message instanceof Refuse m) {
            to.setRefuse(
                    EpochWire.Refuse.newBuilder().setReason(text(m.reason())).setLastEpoch(m.lastEpoch()));
        } else if (message instanceof Join m) {
            to.setJoin(EpochWire.Join.newBuilder().setSizes(sizes(m.sizes())));
        } else if (message instanceof Decline m) {
            to.setDecline(EpochWire.Decline.newBuilder().setReason(text(m.reason())));
        } else if (message instanceof Begin m) {
            to.setBegin(EpochWire.Begin.newBuilder()
                    .addAllBanks(m.seats().stream().map(EpochCodec::bank).toList()));
        } else if (message instanceof Commitment m) {
            to.setCommitment(EpochWire.Commitment.newBuilder()
                    .setDigest(ByteString.copyFrom(m.digest().bytes()))
                    .setSignature(ByteString.copyFrom(m.signature())));
        } else if (message instanceof Ran m) {
            to.setRan(EpochWire.Ran.newBuilder()
                    .addAllExcluded(exclusions(m.leftOut()))
                    .setMatchedPairs(m.counts().matchedPairs())
                    .setDoubledTags(m.counts().doubledTags()));
        } else if (message instanceof Release m) {
            to.setRelease(EpochWire.Release.newBuilder().addAllExcluded(exclusions(m.leftOut())));
        } else if (message instanceof Abort m) {
            to.setAbort(EpochWire.Abort.newBuilder()
                    .setPeer(text(m.peer()))
                    .setStep(text(m.step()))
                    .setReason(text(m.reason())));
        }
        return to.build().toByteArray();
    }

    /**
     * Reads a peer's payload: its size first, then its form, then its values.
     *
     * @throws MalformedMessageException where it is not a message of this version
     */
    public static EpochMessage decode(byte[] payload) throws MalformedMessageException {
        require(payload.length <= LARGEST, payload.length + " bytes, at most " + LARGEST + " are read");
        Envelope from = parse(payload);
        require(
                from.getProtocolVersion() == PROTOCOL_VERSION,
                "protocol version " + from.getProtocolVersion() + ", this node speaks " + PROTOCOL_VERSION);
        require(from.getEpoch() > 0, "no epoch");
        notNegative(from.getAttempt(), "attempt");
        try {
            return body(new EpochId(from.getEpoch(), from.getAttempt()), from);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException("a value out of its range");
        }
    }

    private static EpochMessage body(EpochId id, Envelope from) throws MalformedMessageException {
        return switch (from.getBodyCase()) {
            case PROPOSE ->
                new Propose(
                        id,
                        Instant.ofEpochMilli(from.getPropose().getCutOffMs()),
                        from.getPropose().getReleases());
            case ACCEPT -> new Accept(id);
            case REFUSE ->
                new Refuse(
                        id,
                        read(from.getRefuse().getReason()),
                        notNegative(from.getRefuse().getLastEpoch(), "last epoch"));
            case JOIN -> new Join(id, sizes(from.getJoin().getSizes()));
            case DECLINE -> new Decline(id, read(from.getDecline().getReason()));
            case BEGIN -> new Begin(id, seats(from.getBegin().getBanksList()));
            case COMMITMENT -> commitment(id, from.getCommitment());
            case RAN -> ran(id, from.getRan());
            case RELEASE -> new Release(id, leftOut(from.getRelease().getExcludedList()));
            case ABORT ->
                new Abort(
                        id,
                        read(from.getAbort().getPeer()),
                        read(from.getAbort().getStep()),
                        read(from.getAbort().getReason()));
            case BODY_NOT_SET -> throw new MalformedMessageException("no body that this version knows");
        };
    }

    private static Envelope parse(byte[] payload) throws MalformedMessageException {
        try {
            return Envelope.parseFrom(payload);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedMessageException("not an epoch message");
        }
    }

    private static Ran ran(EpochId id, EpochWire.Ran from) throws MalformedMessageException {
        return new Ran(
                id,
                leftOut(from.getExcludedList()),
                new Counts(
                        notNegative(from.getMatchedPairs(), "matched pairs"),
                        notNegative(from.getDoubledTags(), "doubled tags")));
    }

    private static Commitment commitment(EpochId id, EpochWire.Commitment from) throws MalformedMessageException {
        require(
                from.getDigest().size() == Sha256.BYTES,
                "a digest of " + from.getDigest().size() + " bytes");
        require(
                from.getSignature().size() <= LONGEST_SIGNATURE,
                "a signature of " + from.getSignature().size() + " bytes");
        return new Commitment(
                id,
                new Sha256(HexFormat.of().formatHex(from.getDigest().toByteArray())),
                from.getSignature().toByteArray());
    }

    private static EpochWire.Bank bank(Seat seat) {
        EpochWire.Bank.Builder bank = EpochWire.Bank.newBuilder().setReason(text(seat.reason()));
        seat.sizes().ifPresent(sizes -> bank.setSizes(sizes(sizes)));
        return bank.build();
    }

    private static List<Seat> seats(List<EpochWire.Bank> from) throws MalformedMessageException {
        Seat[] seats = new Seat[from.size()];
        for (int i = 0; i < seats.length; i++) {
            EpochWire.Bank bank = from.get(i);
            seats[i] = new Seat(
                    bank.hasSizes() ? Optional.of(sizes(bank.getSizes())) : Optional.empty(), read(bank.getReason()));
        }
        return List.of(seats);
    }

    private static List<EpochWire.Exclusion> exclusions(List<LeftOut> leftOut) {
        return leftOut.stream()
                .map(bank -> EpochWire.Exclusion.newBuilder()
                        .setBank(bank.bank())
                        .setReason(text(bank.reason()))
                        .build())
                .toList();
    }

    private static List<LeftOut> leftOut(List<EpochWire.Exclusion> from) throws MalformedMessageException {
        LeftOut[] leftOut = new LeftOut[from.size()];
        for (int i = 0; i < leftOut.length; i++) {
            leftOut[i] = new LeftOut(
                    notNegative(from.get(i).getBank(), "bank"), read(from.get(i).getReason()));
        }
        return List.of(leftOut);
    }

    private static EpochWire.Sizes sizes(BlockSizes sizes) {
        return EpochWire.Sizes.newBuilder()
                .setAccounts(sizes.accounts())
                .setOutgoing(sizes.outgoing())
                .setIncoming(sizes.incoming())
                .build();
    }

    private static BlockSizes sizes(EpochWire.Sizes from) throws MalformedMessageException {
        return new BlockSizes(
                notNegative(from.getAccounts(), "accounts"),
                notNegative(from.getOutgoing(), "outgoing pairs"),
                notNegative(from.getIncoming(), "incoming pairs"));
    }

    /** What people read, without what could forge a line of a log or a field of one, or steer a terminal. */
    private static String text(String text) {
        String line = UNPRINTABLE.matcher(text).replaceAll(" ").replace('"', '\'');
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT);
    }

    private static String read(String text) throws MalformedMessageException {
        require(text.length() <= LONGEST_TEXT, "a text of " + text.length() + " characters");
        return text(text);
    }

    private static int notNegative(int value, String name) throws MalformedMessageException {
        require(value >= 0, name + " too large");
        return value;
    }

    private static long notNegative(long value, String name) throws MalformedMessageException {
        require(value >= 0, name + " too large");
        return value;
    }

    private static void require(boolean holds, String otherwise) throws MalformedMessageException {
        if (!holds) {
            throw new MalformedMessageException(otherwise);
        }
    }
}
