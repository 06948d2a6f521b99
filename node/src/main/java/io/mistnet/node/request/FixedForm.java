package io.mistnet.node.request;

import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;

/** Reads Protobuf messages in the form in which this version writes them, and in no other: whatever a message holds beyond its fields is a mistake or a hiding place. */
public final class FixedForm {

    private FixedForm() {}

    /**
     * Reads a message, with memory for its known fields only: unknown ones, kept, could take twenty times the memory of their bytes.
     *
     * @throws InvalidProtocolBufferException where the bytes are no such message, or it has unknown fields, a field twice, a default value, or a number that is longer than it must be
     */
    public static <M extends Message> M parse(Parser<M> parser, byte[] bytes) throws InvalidProtocolBufferException {
        M message = DiscardUnknownFieldsParser.wrap(parser).parseFrom(bytes);
        // Nothing that is written anew is longer than it was, so that equal lengths mean that nothing was left out
        if (message.getSerializedSize() != bytes.length) {
            throw new InvalidProtocolBufferException("the message holds more than its fields");
        }
        return message;
    }
}
