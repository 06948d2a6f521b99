package io.mistnet.connectors.transfer;

import java.util.List;

/** One format in which transfers arrive. Implementations keep no state between calls and may be shared by threads. */
@FunctionalInterface
public interface TransferDecoder {

    /**
     * Reads one message.
     *
     * @param message the whole message; it is not kept
     * @return the transfers that it carries, at least one, in its order
     * @throws MalformedTransferException if the message is not of this format
     * @throws InvalidTransferException if a transfer in it is not valid; then none of the message counts
     */
    List<Transfer> decode(byte[] message);
}
