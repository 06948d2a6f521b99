package io.mistnet.protocols.oprf;

import java.util.List;

/**
 * A deviation that a run found, and survived.
 *
 * @param suspects the holder who deviated; two if one of them lied and what was broadcast does not tell which (a share that the one says never came,
 *     and the other shows)
 * @param reason what was wrong; never a secret value
 */
public record Fault(List<Integer> suspects, String reason) {

    public Fault {
        suspects = suspects.stream().sorted().toList();
    }

    static Fault of(int holder, String reason) {
        return new Fault(List.of(holder), reason);
    }

    static Fault between(int dealer, int complainer, String reason) {
        return new Fault(List.of(dealer, complainer), reason);
    }
}
