package io.mistnet.protocols.propagation;

/** Secrets that one bank shares with each other bank, and one of its own: long-lived, agreed between the two banks' identity keys. */
@FunctionalInterface
public interface PairSecrets {

    /** The 32 bytes that this bank shares with the bank of this index in the epoch's list; for its own index, bytes that it alone knows. */
    byte[] with(int bank);
}
