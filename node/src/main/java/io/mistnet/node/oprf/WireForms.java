package io.mistnet.node.oprf;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.mistnet.node.network.Sha256;
import io.mistnet.node.request.FixedForm;
import io.mistnet.node.wire.proto.OprfWire;
import io.mistnet.protocols.oprf.KeyStatement;
import io.mistnet.protocols.oprf.PublicShares;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the messages about keys have in common. Their sizes are bounded by the kind of request; here the form and the values are checked. */
final class WireForms {

    static final int SIGNATURE_BYTES = 64;

    private WireForms() {}

    static <M extends Message> M parse(Parser<M> parser, byte[] bytes, String what) throws MalformedMessageException {
        try {
            return FixedForm.parse(parser, bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedMessageException("not " + what);
        }
    }

    static OprfWire.SignedStatement encode(SignedStatement signed) {
        OprfWire.SignedStatement.Builder to = OprfWire.SignedStatement.newBuilder()
                .setStatement(ByteString.copyFrom(signed.statement().toBytes()))
                .setTranscript(bytes(signed.transcript()));
        for (Map.Entry<Integer, byte[]> signature : signed.signatures().entrySet()) {
            to.addSignatures(OprfWire.HolderSignature.newBuilder()
                    .setHolder(signature.getKey())
                    .setSignature(ByteString.copyFrom(signature.getValue())));
        }
        return to.build();
    }

    /** The signatures are not checked. */
    static SignedStatement decode(OprfWire.SignedStatement from) throws MalformedMessageException {
        TreeMap<Integer, byte[]> signatures = new TreeMap<>();
        require(from.getSignaturesCount() <= PublicShares.MAX_HOLDERS, "more signatures than holders");
        for (OprfWire.HolderSignature signature : from.getSignaturesList()) {
            int holder = signature.getHolder();
            require(holder >= 1 && holder <= PublicShares.MAX_HOLDERS, "a signature of no holder");
            require(signature.getSignature().size() == SIGNATURE_BYTES, "a signature of another length than 64 bytes");
            signatures.put(holder, signature.getSignature().toByteArray());
        }
        try {
            return new SignedStatement(
                    KeyStatement.of(from.getStatement().toByteArray()), hash(from.getTranscript()), signatures);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException("not a key statement: " + e.getMessage());
        }
    }

    static ByteString bytes(Sha256 hash) {
        return ByteString.copyFrom(hash.bytes());
    }

    static ByteString bytes(Optional<Sha256> hash) {
        return hash.map(WireForms::bytes).orElse(ByteString.EMPTY);
    }

    static Sha256 hash(ByteString bytes) throws MalformedMessageException {
        require(bytes.size() == Sha256.BYTES, "a hash of " + bytes.size() + " bytes");
        return new Sha256(HexFormat.of().formatHex(bytes.toByteArray()));
    }

    static Optional<Sha256> optionalHash(ByteString bytes) throws MalformedMessageException {
        return bytes.isEmpty() ? Optional.empty() : Optional.of(hash(bytes));
    }

    static void require(boolean holds, String otherwise) throws MalformedMessageException {
        if (!holds) {
            throw new MalformedMessageException(otherwise);
        }
    }
}
