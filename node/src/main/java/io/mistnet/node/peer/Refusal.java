package io.mistnet.node.peer;

import java.util.Locale;

/** Why a peer was turned away. The name is the metric's tag. */
public enum Refusal {
    NO_CERTIFICATE("shows no certificate"),
    UNKNOWN_CERTIFICATE("shows a certificate that the network file does not list for it"),
    EXPIRED_CERTIFICATE("shows a certificate that is not valid today"),
    HANDSHAKE_FAILED("does not speak TLS 1.3 as this network does"),
    HANDSHAKE_TIMEOUT("did not finish the handshake in time"),
    TOO_MANY_PENDING("was longest in its handshake when too many others came"),
    HELLO_TOO_LONG("announces a first message that is longer than one can be"),
    HELLO_MALFORMED("sent a first message that cannot be read"),
    OTHER_VERSION("speaks another version of the protocol"),
    OTHER_NETWORK("has another network file"),
    OTHER_INSTITUTION("names another institution than its certificate"),
    OTHER_PURPOSE("has no such link in the network file"),
    TOO_MANY_CONNECTIONS("has too many connections already"),
    UNKNOWN_KIND("sent a request of a kind that nobody knows"),
    TOO_SLOW("takes too long to send or to read a message"),
    FRAME_TOO_LONG("announces a longer message than allowed"),
    WRONG_FORMAT("sent a block that does not begin as one"),
    WRONG_LENGTH("announces a block of another length"),
    WRONG_EPOCH("sent a block of another epoch or attempt"),
    WRONG_STEP("sent a block of another step"),
    CUT_SHORT("closed the link in the middle of a block");

    private final String text;

    Refusal(String text) {
        this.text = text;
    }

    /** What the peer did, as the end of a sentence that begins with its name. */
    public String text() {
        return text;
    }

    /** The value of the metrics' tag {@code reason}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
