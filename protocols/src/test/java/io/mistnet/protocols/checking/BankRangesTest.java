package io.mistnet.protocols.checking;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.PartyPair;
import io.mistnet.protocols.sharing.Shared;
import io.mistnet.protocols.sharing.ThreeComputeParties;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BankRangesTest {

    @Test
    void theBankWithAValueOutOfRangeIsFoundAndNoOther() {
        long[] wrong = {-1, 101, (1L << 32) + 5, Long.MIN_VALUE, Long.MAX_VALUE};
        int[] starts = {0, 8, 17, 30};
        for (int k = 0; k < wrong.length; k++) {
            long[] values = new long[30];
            values[3] = 100;
            values[8 + k] = wrong[k];
            Map<Party, boolean[]> outside = new ThreeComputeParties(k)
                    .run(session -> BankRanges.outside(
                            session,
                            Step.of("range"),
                            Shared.between(session, PartyPair.P01, values),
                            100,
                            starts,
                            ThreeComputeParties.seed(1, 1)));
            outside.forEach((party, banks) -> assertThat(banks).containsExactly(false, true, false));
        }
    }
}
