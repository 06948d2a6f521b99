package io.mistnet.protocols.sharing;

/** The three compute parties ("computing parties" of ISO/IEC 4922-2), of which at most one is corrupted. */
public enum Party {
    P0,
    P1,
    P2
}
