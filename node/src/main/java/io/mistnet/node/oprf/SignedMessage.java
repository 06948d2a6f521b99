package io.mistnet.node.oprf;

/**
 * One message of a run, signed by its sender.
 *
 * @param body as the protocol made it
 * @param signature over the body and its {@link Place}; unchecked
 */
record SignedMessage(byte[] body, byte[] signature) {

    @Override
    public String toString() {
        return "SignedMessage(%d bytes)".formatted(body.length);
    }
}
