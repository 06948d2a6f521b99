package io.mistnet.node.oprf;

import io.mistnet.node.network.Sha256;

/**
 * One holder told two others different things in the same place, and signed both.
 *
 * @param run the run's id
 * @param liar who did
 * @param round from 0
 * @param first who received the one message
 * @param toFirst its hash
 * @param second who received the other one
 * @param toSecond its hash
 */
record Equivocation(Sha256 run, int liar, int round, int first, Sha256 toFirst, int second, Sha256 toSecond) {

    /** In words, with the evidence, without the name of who did. */
    String reason(Holders holders) {
        return "it told holders different things in round %d of run %s: %s has a message with SHA-256 %s and %s one with SHA-256 %s, both signed by it"
                .formatted(round, run.hex(), holders.id(first), toFirst.hex(), holders.id(second), toSecond.hex());
    }
}
