package io.mistnet.node.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.mistnet.node.wire.proto.OprfWire.HolderSignature;
import io.mistnet.node.wire.proto.OprfWire.SignedStatement;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedFormTest {

    private static final SignedStatement STATEMENT = SignedStatement.newBuilder()
            .setStatement(ByteString.copyFromUtf8("a statement"))
            .addSignatures(HolderSignature.newBuilder().setHolder(3).setSignature(ByteString.copyFrom(new byte[64])))
            .addSignatures(HolderSignature.newBuilder().setHolder(200))
            .build();

    @Test
    void aMessageIsReadAsItWasWritten() throws Exception {
        assertThat(FixedForm.parse(SignedStatement.parser(), STATEMENT.toByteArray()))
                .isEqualTo(STATEMENT);
        assertThat(FixedForm.parse(SignedStatement.parser(), new byte[0]))
                .isEqualTo(SignedStatement.getDefaultInstance());
    }

    /** Bytes behind the message: {@code 0a} is the tag of its first field, {@code 1a} that of its signatures, whose first field is a number under {@code 08}. */
    @ParameterizedTest
    @CsvSource({
        "an unknown field, 7a03616263",
        "an empty unknown field, 7a00",
        "an unknown number, 782a",
        "a field twice, 0a0161",
        "a default value, 1200",
        "an unknown field in a part, 1a0408037801",
        "a number longer than it must be, 1a03088300",
        "a default value in a part, 1a020800",
        "a number that does not fit, 1a070883808080807f"
    })
    void whateverIsThereBesidesItsFieldsIsRefused(String what, String behind) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(STATEMENT.toByteArray());
        bytes.writeBytes(HexFormat.of().parseHex(behind));

        assertThat(SignedStatement.parseFrom(bytes.toByteArray())).as(what).isNotNull();
        assertThatThrownBy(() -> FixedForm.parse(SignedStatement.parser(), bytes.toByteArray()))
                .as(what)
                .isInstanceOf(InvalidProtocolBufferException.class)
                .hasMessage("the message holds more than its fields");
    }

    @ParameterizedTest
    @CsvSource({"cut off, 0a05", "an unknown kind of field, 7f", "an end without a beginning, 7c", "zero, 00"})
    void bytesThatAreNoMessageAreRefused(String what, String behind) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(STATEMENT.toByteArray());
        bytes.writeBytes(HexFormat.of().parseHex(behind));

        assertThatThrownBy(() -> FixedForm.parse(SignedStatement.parser(), bytes.toByteArray()))
                .as(what)
                .isInstanceOf(InvalidProtocolBufferException.class);
    }
}
