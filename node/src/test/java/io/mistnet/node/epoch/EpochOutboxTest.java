package io.mistnet.node.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.epoch.EpochMessage.Begin;
import io.mistnet.node.epoch.EpochMessage.LeftOut;
import io.mistnet.node.epoch.EpochMessage.Release;
import io.mistnet.protocols.propagation.BlockSizes;
import io.mistnet.protocols.propagation.EpochId;
import io.mistnet.protocols.sharing.Party;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EpochOutboxTest {

    private static final EpochId ID = new EpochId(3, 0);
    private static final BlockSizes LARGE = new BlockSizes(1024, 2048, 4096);
    private static final BlockSizes SMALL = new BlockSizes(8, 16, 16);
    private static final Roster ROSTER = new Roster(
            "p0", Map.of(Party.P0, "p0", Party.P1, "p1", Party.P2, "alder"), List.of("alder", "birch", "cedar"));
    private static final Begin BEGIN =
            new Begin(ID, List.of(Seat.taken(LARGE), Seat.taken(SMALL), Seat.empty("5000 accounts, 4096 are allowed")));

    private static Map<String, EpochMessage> told(EpochMessage message) {
        Map<String, EpochMessage> told = new HashMap<>();
        EpochOutbox outbox = told::put;
        outbox.sendAll(ROSTER, message);
        return told;
    }

    @Test
    void aComputePartyIsToldAllSizes() {
        for (String party : List.of("p0", "p1", "alder")) {
            assertThat(told(BEGIN).get(party)).isEqualTo(BEGIN);
        }
    }

    @Test
    void aBankIsToldItsOwnSizesAndOnlyWhetherOthersTakePart() {
        List<Seat> seats = ((Begin) told(BEGIN).get("birch")).seats();
        assertThat(seats).extracting(Seat::takesPart).containsExactly(true, true, false);
        assertThat(seats.get(0).sizes()).isEmpty();
        assertThat(seats.get(1)).isEqualTo(Seat.taken(SMALL));
        assertThat(seats.get(2).reason()).isEqualTo("left out");
    }

    @Test
    void aBankIsToldWhyItWasLeftOutAndNotWhyOthersWere() {
        Release release = new Release(ID, List.of(new LeftOut(0, "a negative weight"), new LeftOut(2, "too late")));
        assertThat(told(release).get("cedar"))
                .isEqualTo(new Release(ID, List.of(new LeftOut(0, "left out"), new LeftOut(2, "too late"))));
    }

    @Test
    void aBankThatDeclinesWithoutAReasonDoesNotSeemToTakePart() {
        assertThat(Seat.empty("").takesPart()).isFalse();
        assertThat(Seat.empty("").undisclosed().takesPart()).isFalse();
    }
}
