package io.mistnet.node.oprf;

import java.util.Map;

/** The other holders of the key, as one of them sees them. */
interface CeremonyPeers {

    /**
     * Asks all of them at once.
     *
     * @return the replies of those that answered, by number
     */
    Map<Integer, CeremonyReply> ask(CeremonyQuery query);
}
