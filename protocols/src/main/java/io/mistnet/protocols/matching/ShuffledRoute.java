package io.mistnet.protocols.matching;

import io.mistnet.protocols.permutation.Gather;
import io.mistnet.protocols.permutation.HiddenPermutation;
import io.mistnet.protocols.permutation.HiddenPermutation.Segment;
import io.mistnet.protocols.permutation.Permutation;
import io.mistnet.protocols.permutation.SecretShuffle;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.PartyPair;
import java.util.Arrays;
import java.util.List;

/**
 * The route as matching leaves it: the S shuffle, the map, the D shuffle backwards. The S shuffle's last segment, the map and the D shuffle's last segment all belong to {P0, P1}, and are one list here.
 *
 * <p>It can be extended to a permutation of all rows: unmatched D rows are fed from zero rows behind the S rows, and unmatched S rows end in trash rows behind the D rows.
 */
final class ShuffledRoute {

    private final Party me;
    private final SecretShuffle senders;
    private final SecretShuffle receivers;
    private final TagMap map;
    private final int senderRows;
    private final int receiverRows;

    ShuffledRoute(Party me, SecretShuffle senders, SecretShuffle receivers, TagMap map, int senderRows) {
        this.me = me;
        this.senders = senders;
        this.receivers = receivers;
        this.map = map;
        this.senderRows = senderRows;
        this.receiverRows = receivers.rows();
    }

    int senderRows() {
        return senderRows;
    }

    int receiverRows() {
        return receiverRows;
    }

    /** Rows of the extended permutation: S rows and a zero row for each unmatched D row. */
    int extendedRows() {
        return senderRows + receiverRows - map.matched();
    }

    Route permutation() {
        return route(receiverRows, senderRows);
    }

    /** The same as a permutation of {@link #extendedRows} rows. */
    Route extended() {
        return route(extendedRows(), extendedRows());
    }

    private Route route(int rows, int limit) {
        int senderSide = limit;
        return new Route(new HiddenPermutation(List.of(
                new Segment(PartyPair.P02, extend(senders.segment(PartyPair.P02), senderSide)),
                new Segment(PartyPair.P12, extend(senders.segment(PartyPair.P12), senderSide)),
                new Segment(PartyPair.P01, middle(rows, limit)),
                new Segment(PartyPair.P12, extend(inverse(PartyPair.P12), rows)),
                new Segment(PartyPair.P02, extend(inverse(PartyPair.P02), rows)))));
    }

    private Gather inverse(PartyPair pair) {
        return pair.has(me) ? receivers.known(pair).inverse() : Gather.unknown(receiverRows);
    }

    /** The list of {P0, P1}: row dC[k] takes row sC[map[k]]. */
    private Gather middle(int rows, int limit) {
        if (!PartyPair.P01.has(me)) {
            return Gather.unknown(rows);
        }
        int[] lastOfSenders = senders.known(PartyPair.P01).index();
        int[] lastOfReceivers = receivers.known(PartyPair.P01).index();
        int[] index = new int[rows];
        boolean extended = rows > receiverRows;
        boolean[] matched = new boolean[extended ? senderRows : 0];
        int zeroRow = senderRows;
        for (int k = 0; k < receiverRows; k++) {
            int sender = map.senders()[k];
            index[lastOfReceivers[k]] =
                    sender != TagMap.NONE ? lastOfSenders[sender] : extended ? zeroRow++ : TagMap.NONE;
            if (extended && sender != TagMap.NONE) {
                matched[sender] = true;
            }
        }
        int trashRow = receiverRows;
        for (int sender = 0; sender < matched.length; sender++) {
            if (!matched[sender]) {
                index[trashRow++] = lastOfSenders[sender];
            }
        }
        return new PaddedPick(index, rows, limit);
    }

    /** The same list, and every row beyond it stays where it is. */
    private static Gather extend(Gather picks, int rows) {
        if (picks.rows() == rows) {
            return picks;
        }
        if (!(picks instanceof Permutation permutation)) {
            return Gather.unknown(rows);
        }
        int[] index = Arrays.copyOf(permutation.index(), rows);
        for (int row = permutation.rows(); row < rows; row++) {
            index[row] = row;
        }
        return new Permutation(index);
    }
}
