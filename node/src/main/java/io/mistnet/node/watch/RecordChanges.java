package io.mistnet.node.watch;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of the records of one selector since the last run.
 *
 * @param present what became of each record that there is now, in their order
 * @param gone how many there are no more
 */
record RecordChanges(List<Change> present, int gone) {

    /** What became of one record. */
    enum Change {
        SAME,
        NEW,
        CHANGED;

        /** Its name in JSON. */
        String id() {
            return switch (this) {
                case SAME -> "same";
                case NEW -> "new";
                case CHANGED -> "changed";
            };
        }
    }

    RecordChanges {
        present = List.copyOf(present);
    }

    /** A record that says what one said before is the same. Of the others, one from the same case of the same institution as one that is there no more is that one, changed. */
    static RecordChanges between(List<RecordHash> before, List<RecordHash> now) {
        List<RecordHash> left = new ArrayList<>(before);
        List<Boolean> isSame = now.stream().map(left::remove).toList();
        List<Change> present = new ArrayList<>(now.size());
        for (int i = 0; i < now.size(); i++) {
            String source = now.get(i).source();
            if (isSame.get(i)) {
                present.add(Change.SAME);
            } else {
                present.add(isTaken(left, source) ? Change.CHANGED : Change.NEW);
            }
        }
        return new RecordChanges(present, left.size());
    }

    private static boolean isTaken(List<RecordHash> left, String source) {
        for (int i = 0; i < left.size(); i++) {
            if (left.get(i).source().equals(source)) {
                left.remove(i);
                return true;
            }
        }
        return false;
    }

    boolean isNone() {
        return gone == 0 && present.stream().allMatch(change -> change == Change.SAME);
    }
}
