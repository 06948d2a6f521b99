package io.mistnet.protocols.propagation;

import java.util.List;

/** The deltas of a policy in units, each different one once: for each of them the banks deal one vector of weights. */
record Schedule(List<Long> different, int[] iterations) {

    static Schedule of(Policy policy) {
        List<Long> units = policy.rule() == Policy.Rule.TAINT
                ? policy.deltas().stream().map(delta -> 0L).toList()
                : policy.deltas().stream().map(FixedPoint::weight).toList();
        List<Long> different = units.stream().distinct().toList();
        return new Schedule(
                different, units.stream().mapToInt(different::indexOf).toArray());
    }

    int vectors() {
        return different.size();
    }
}
