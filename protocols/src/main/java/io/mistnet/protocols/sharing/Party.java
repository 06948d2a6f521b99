package io.mistnet.protocols.sharing;

/** The three compute parties. */
public enum Party {
    P0,
    P1,
    P2
}
