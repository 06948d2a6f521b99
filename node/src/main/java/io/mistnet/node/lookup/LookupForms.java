package io.mistnet.node.lookup;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.mistnet.node.answering.KeyId;
import io.mistnet.node.answering.RefusedQuestionException;
import io.mistnet.node.intelligence.LoadingException;
import io.mistnet.node.request.FixedForm;
import io.mistnet.node.request.RefusedRequestException;
import io.mistnet.node.wire.proto.LookupWire;
import io.mistnet.node.wire.proto.LookupWire.Reason;
import io.mistnet.node.wire.proto.LookupWire.Refusal;
import java.time.Duration;

/** What the messages between the host and others have in common. */
final class LookupForms {

    private static final Duration LOADING = Duration.ofSeconds(1);

    private LookupForms() {}

    static <M extends Message> M parse(Parser<M> parser, byte[] bytes, String what) throws RefusedRequestException {
        try {
            return FixedForm.parse(parser, bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new RefusedRequestException("these bytes are not " + what, e);
        }
    }

    static KeyId keyId(ByteString bytes) throws RefusedRequestException {
        if (bytes.size() != KeyId.BYTES) {
            throw new RefusedRequestException("a key id of %d bytes, not %d".formatted(bytes.size(), KeyId.BYTES));
        }
        return KeyId.read(bytes.asReadOnlyByteBuffer());
    }

    static Refusal refusal(RefusedQuestionException e) {
        return refusal(
                switch (e.reason()) {
                    case BUSY -> Reason.REASON_BUSY;
                    case QUOTA -> Reason.REASON_QUOTA;
                    case UNKNOWN_KEYS -> Reason.REASON_UNKNOWN_KEYS;
                    case UNKNOWN_KEY_EPOCH -> Reason.REASON_UNKNOWN_KEY_EPOCH;
                    case MALFORMED -> Reason.REASON_MALFORMED;
                    case DEADLINE -> Reason.REASON_DEADLINE;
                    case CLOSED -> Reason.REASON_AWAY;
                },
                String.valueOf(e.getMessage()),
                e.retryAfter());
    }

    static Refusal refusal(LoadingException e) {
        return refusal(Reason.REASON_AWAY, String.valueOf(e.getMessage()), LOADING);
    }

    static Refusal refusal(Reason reason, String text, Duration retryAfter) {
        return LookupWire.Refusal.newBuilder()
                .setReason(reason)
                .setText(text)
                .setRetryAfterMs((int) Math.min(Integer.MAX_VALUE, retryAfter.toMillis()))
                .build();
    }
}
