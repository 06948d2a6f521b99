package io.mistnet.node.oprf;

/** Is told how ceremonies go. Institutions are named by their ids; nothing that it is told is secret. */
interface CeremonyListener {

    /** It stands elsewhere than before. */
    void state(int epoch, String state);

    /** A holder said what no honest holder says. May come again and again. */
    void deviated(int epoch, String institution, String reason);

    /** The protocol found a deviation of one of these. */
    void fault(int epoch, String institutions, String reason);

    /** A run ended without a key. */
    void givenUp(int epoch, String reason);

    /** All holders have signed. */
    void established(int epoch, int generation);
}
