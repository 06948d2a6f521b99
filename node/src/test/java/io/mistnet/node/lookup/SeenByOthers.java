package io.mistnet.node.lookup;

import java.util.List;

/** Lets fakes outside this package say what others saw. */
public final class SeenByOthers {

    private SeenByOthers() {}

    public static void note(Disclosure disclosure, int evaluations, int queries) {
        disclosure.evaluated(evaluations);
        List.of("bank-2", "fiu").forEach(disclosure::asked);
        disclosure.answered("fiu");
        disclosure.asked(queries, 1_000L * queries, 2_000L * queries);
    }
}
