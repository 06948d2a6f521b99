package io.mistnet.protocols.propagation;

import io.mistnet.protocols.channel.Step;
import java.util.List;

/** The steps in which a bank deals, in order, and the names under which its halves come from seeds. */
final class DealingSteps {

    private static final Step DEALING = Step.of("dealing");

    static final Step SEEDS = DEALING.then("seeds");
    static final Step TO_SENDERS = DEALING.then("V to S");
    static final Step TO_ACCOUNTS = DEALING.then("D to V");
    static final Step RISK = DEALING.then("risk");

    private DealingSteps() {}

    static Step outside(int vector) {
        return DEALING.then("outside", vector);
    }

    static Step weights(int vector) {
        return DEALING.then("weights", vector);
    }

    /** Both lanes of the tags of outgoing pairs. */
    static List<Step> senderTags() {
        return List.of(DEALING.then("outgoing tags", 0), DEALING.then("outgoing tags", 1));
    }

    /** Both lanes of the tags of incoming pairs. */
    static List<Step> receiverTags() {
        return List.of(DEALING.then("incoming tags", 0), DEALING.then("incoming tags", 1));
    }
}
