package io.mistnet.node.epoch;

/** The secrets that two banks share without telling anybody else. */
@FunctionalInterface
public interface PairKeys {

    /** 32 bytes that this bank and {@code bank} alone derive, the same in every epoch; for this bank itself, 32 bytes of its own. */
    byte[] with(String bank);
}
