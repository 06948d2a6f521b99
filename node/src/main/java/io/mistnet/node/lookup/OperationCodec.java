package io.mistnet.node.lookup;

import com.google.protobuf.ByteString;
import io.mistnet.node.intelligence.Operation;
import io.mistnet.node.intelligence.UpdateBatch;
import io.mistnet.node.request.RefusedRequestException;
import io.mistnet.protocols.retrieval.Contribution;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.RecordId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The operations of an update as bytes: all of one length, so that a batch's length says no more than its size. */
final class OperationCodec {

    private static final byte PADDING = 0;
    private static final byte ADD = 1;
    private static final byte UPDATE = 2;
    private static final byte REMOVE = 3;

    private final LookupParameters parameters;
    private final int length;

    OperationCodec(LookupParameters parameters) {
        this.parameters = parameters;
        this.length = 1 + Contribution.bytes(parameters.slots(), parameters.occurrences());
    }

    ByteString encode(List<Operation> operations) {
        byte[] bytes = new byte[Math.multiplyExact(operations.size(), length)];
        for (int i = 0; i < operations.size(); i++) {
            ByteBuffer out = ByteBuffer.wrap(bytes, i * length, length);
            Operation operation = operations.get(i);
            if (operation instanceof Operation.Add add) {
                add.contribution().write(out.put(ADD));
            } else if (operation instanceof Operation.Update update) {
                update.contribution().write(out.put(UPDATE));
            } else if (operation instanceof Operation.Remove remove) {
                remove.recordId().write(out.put(REMOVE));
            }
        }
        return ByteString.copyFrom(bytes);
    }

    /** @throws RefusedRequestException where the bytes are no batch of this network */
    List<Operation> decode(ByteString bytes) throws RefusedRequestException {
        int count = bytes.size() / length;
        if (bytes.size() % length != 0 || !UpdateBatch.SIZES.contains(count)) {
            throw new RefusedRequestException(
                    "an update has %s operations of %d bytes, not %d bytes in all; is its network file another one?"
                            .formatted(UpdateBatch.SIZES, length, bytes.size()));
        }
        ByteBuffer in = bytes.asReadOnlyByteBuffer();
        List<Operation> operations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            try {
                operations.add(operation(in.slice(i * length, length)));
            } catch (IllegalArgumentException e) {
                throw new RefusedRequestException("operation %d: %s".formatted(i, e.getMessage()), e);
            }
        }
        return operations;
    }

    private Operation operation(ByteBuffer in) {
        byte kind = in.get();
        return switch (kind) {
            case PADDING -> new Operation.Padding();
            case ADD -> new Operation.Add(contribution(in));
            case UPDATE -> new Operation.Update(contribution(in));
            case REMOVE -> new Operation.Remove(RecordId.read(in));
            default -> throw new IllegalArgumentException("its kind is %d; there are 0 to 3".formatted(kind));
        };
    }

    private Contribution contribution(ByteBuffer in) {
        return Contribution.read(in, parameters.slots(), parameters.occurrences());
    }
}
