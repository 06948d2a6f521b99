package io.mistnet.protocols.matching;

/**
 * Which row of the shuffled S order each row of the shuffled D order belongs to. Public to P0 and P1.
 *
 * @param senders for every D row, its S row, or {@link #NONE}
 * @param matched how many rows have one
 * @param doubled how many tags stood twice in one list
 */
record TagMap(int[] senders, int matched, int doubled) {

    static final int NONE = -1;

    static TagMap of(int[] senders, int doubled) {
        int matched = 0;
        for (int sender : senders) {
            matched += sender == NONE ? 0 : 1;
        }
        return new TagMap(senders, matched, doubled);
    }
}
