package io.mistnet.node.oprf;

import static io.mistnet.node.oprf.WireForms.require;

import com.google.protobuf.ByteString;
import io.mistnet.node.wire.proto.OprfWire;
import io.mistnet.protocols.oprf.Ceremony;
import io.mistnet.protocols.oprf.PublicShares;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link CeremonyQuery} and {@link CeremonyReply} as payloads, and back. */
final class CeremonyCodec {

    private static final int MOST_ROUNDS = 16;

    private CeremonyCodec() {}

    static byte[] encode(CeremonyQuery query) {
        return OprfWire.CeremonyQuery.newBuilder()
                .setEpoch(query.epoch())
                .setGeneration(query.generation())
                .setRun(WireForms.bytes(query.run()))
                .setRound(query.round())
                .setAccount(query.account())
                .build()
                .toByteArray();
    }

    static CeremonyQuery decodeQuery(byte[] payload) throws MalformedMessageException {
        OprfWire.CeremonyQuery from =
                WireForms.parse(OprfWire.CeremonyQuery.parser(), payload, "a query about a ceremony");
        require(from.getEpoch() >= 0, "no key epoch");
        require(from.getGeneration() >= 0, "no generation");
        require(from.getRound() >= 0 && from.getRound() <= MOST_ROUNDS, "no round of a ceremony");
        return new CeremonyQuery(
                from.getEpoch(),
                from.getGeneration(),
                WireForms.optionalHash(from.getRun()),
                from.getRound(),
                from.getAccount());
    }

    static byte[] encode(CeremonyReply reply) {
        OprfWire.CeremonyReply.Builder to = OprfWire.CeremonyReply.newBuilder()
                .setNonce(ByteString.copyFrom(reply.nonce().bytes()))
                .setBase(WireForms.bytes(reply.base()))
                .setRun(WireForms.bytes(reply.run()));
        reply.broadcast().map(CeremonyCodec::encode).ifPresent(to::setBroadcast);
        reply.privately().map(CeremonyCodec::encode).ifPresent(to::setPrivately);
        reply.key().map(WireForms::encode).ifPresent(to::setKey);
        for (HeardMessage heard : reply.heard()) {
            to.addHeard(OprfWire.HeardMessage.newBuilder()
                    .setRound(heard.round())
                    .setSender(heard.sender())
                    .setMessage(encode(heard.message())));
        }
        return to.build().toByteArray();
    }

    static CeremonyReply decodeReply(byte[] payload) throws MalformedMessageException {
        OprfWire.CeremonyReply from =
                WireForms.parse(OprfWire.CeremonyReply.parser(), payload, "a reply about a ceremony");
        require(
                from.getNonce().size() == Nonce.BYTES,
                "a nonce of " + from.getNonce().size() + " bytes");
        return new CeremonyReply(
                Nonce.of(from.getNonce().toByteArray()),
                WireForms.optionalHash(from.getBase()),
                WireForms.optionalHash(from.getRun()),
                from.hasBroadcast() ? Optional.of(decode(from.getBroadcast())) : Optional.empty(),
                from.hasPrivately() ? Optional.of(decode(from.getPrivately())) : Optional.empty(),
                from.hasKey() ? Optional.of(WireForms.decode(from.getKey())) : Optional.empty(),
                heard(from.getHeardList()));
    }

    private static List<HeardMessage> heard(List<OprfWire.HeardMessage> from) throws MalformedMessageException {
        require(from.size() <= MOST_ROUNDS * PublicShares.MAX_HOLDERS, "more messages than a run has");
        List<HeardMessage> heard = new ArrayList<>(from.size());
        for (OprfWire.HeardMessage message : from) {
            require(message.getRound() >= 0 && message.getRound() <= MOST_ROUNDS, "no round of a ceremony");
            require(
                    message.getSender() >= 1 && message.getSender() <= PublicShares.MAX_HOLDERS,
                    "a message of no holder");
            heard.add(new HeardMessage(message.getRound(), message.getSender(), decode(message.getMessage())));
        }
        return heard;
    }

    private static OprfWire.SignedMessage encode(SignedMessage message) {
        return OprfWire.SignedMessage.newBuilder()
                .setBody(ByteString.copyFrom(message.body()))
                .setSignature(ByteString.copyFrom(message.signature()))
                .build();
    }

    private static SignedMessage decode(OprfWire.SignedMessage from) throws MalformedMessageException {
        int most = Ceremony.maxMessageBytes(PublicShares.MAX_HOLDERS, PublicShares.MAX_HOLDERS);
        require(from.getBody().size() <= most, "a message of " + from.getBody().size() + " bytes");
        require(
                from.getSignature().size() == WireForms.SIGNATURE_BYTES,
                "a signature of " + from.getSignature().size() + " bytes");
        return new SignedMessage(
                from.getBody().toByteArray(), from.getSignature().toByteArray());
    }
}
