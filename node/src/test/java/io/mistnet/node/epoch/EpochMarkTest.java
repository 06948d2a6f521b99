package io.mistnet.node.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.protocols.propagation.EpochId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochMarkTest {

    @TempDir
    Path folder;

    @Test
    void survivesARestart() {
        Path file = folder.resolve("new/compute.mark");
        EpochMark mark = new EpochMark(file);
        assertThat(mark.last()).isEqualTo(new EpochId(0, 0));
        mark.advance(new EpochId(7, 2));
        mark.released(Instant.ofEpochMilli(1234));

        EpochMark again = new EpochMark(file);
        assertThat(again.last()).isEqualTo(new EpochId(7, 2));
        assertThat(again.lastReleased()).isEqualTo(Instant.ofEpochMilli(1234));
    }

    @Test
    void refusesWhatIsNotAfterTheLastAttempt() {
        EpochMark mark = new EpochMark(folder.resolve("mark"));
        mark.advance(new EpochId(7, 1));
        assertThat(mark.objection(new EpochId(6, 9))).isPresent();
        assertThat(mark.objection(new EpochId(7, 1))).isPresent();
        assertThat(mark.objection(new EpochId(7, 2))).isEmpty();
        assertThat(mark.objection(new EpochId(8, 0))).isEmpty();
    }

    @Test
    void anEpochAfterWhichNoneWouldBeLeftIsNotTakenPartIn() {
        EpochMark mark = new EpochMark(folder.resolve("mark"));
        mark.advance(new EpochId(7, 1));
        assertThat(mark.objection(new EpochId(Long.MAX_VALUE, 0)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("too far after epoch 7"));
        assertThat(mark.objection(new EpochId(1_000_000_000, 0))).isEmpty();
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("mark"), "seven");
        assertThatThrownBy(() -> new EpochMark(file)).hasMessageContaining(file.toString());
    }
}
