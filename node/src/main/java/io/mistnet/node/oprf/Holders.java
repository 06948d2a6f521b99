package io.mistnet.node.oprf;

import io.mistnet.node.network.Institution;
import io.mistnet.node.network.LookupTerms;
import io.mistnet.node.network.Network;
import java.util.List;

/**
 * The holders of the lookup's key, by the network file. They are numbered from 1, in its order.
 *
 * @param network the network's name
 * @param threshold how many must evaluate
 * @param members who they are
 */
record Holders(String network, int threshold, List<Institution> members) {

    Holders {
        members = List.copyOf(members);
    }

    /** @throws IllegalArgumentException where the network has no lookup */
    static Holders of(Network network) {
        LookupTerms terms = network.lookup()
                .orElseThrow(() -> new IllegalArgumentException("the network file has no section lookup"));
        return new Holders(network.name(), terms.threshold(), network.oprfHolders());
    }

    int count() {
        return members.size();
    }

    /** The institution's id. */
    String id(int holder) {
        return members.get(holder - 1).id();
    }

    /** Which holder an institution is; 0 where it is none. */
    int numberOf(String institution) {
        for (int holder = 1; holder <= count(); holder++) {
            if (id(holder).equals(institution)) {
                return holder;
            }
        }
        return 0;
    }

    /** Whether the holder signed the message with the key that the network file lists; false for any malformed signature. */
    boolean signed(int holder, byte[] message, byte[] signature) {
        return members.get(holder - 1).keys().signing().verifies(message, signature);
    }
}
