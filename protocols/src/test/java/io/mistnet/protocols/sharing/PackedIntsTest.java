package io.mistnet.protocols.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.channel.InMemoryChannel;
import io.mistnet.protocols.channel.InMemoryChannel.Ends;
import io.mistnet.protocols.channel.Step;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedIntsTest {

    @Test
    void listsOfAnyLengthAndSignArriveAsTheyWere() {
        for (int length : new int[] {1, 2, 3, 8_191, 8_192, 8_193, 20_001}) {
            Ends ends = InMemoryChannel.pair("A", "B");
            int[] numbers = new Random(length).ints(length).toArray();
            numbers[0] = -1;
            PackedInts.send(ends.first(), Step.of("list"), numbers);
            int[] received = new int[length];
            PackedInts.receive(ends.second(), Step.of("list"), received);
            assertThat(received).isEqualTo(numbers);
        }
    }
}
