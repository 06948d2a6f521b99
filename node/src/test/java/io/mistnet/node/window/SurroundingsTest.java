package io.mistnet.node.window;

import static io.mistnet.node.window.WindowFixture.NOW;
import static io.mistnet.node.window.WindowFixture.batch;
import static io.mistnet.node.window.WindowFixture.booking;
import static io.mistnet.node.window.WindowFixture.foreign;
import static io.mistnet.node.window.WindowFixture.own;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SurroundingsTest {

    private static final Instant EARLY = NOW.minus(Duration.ofMinutes(8));
    private static final Instant LATE = NOW.minus(Duration.ofMinutes(2));

    @TempDir
    Path folder;

    private WindowStore store;

    @BeforeEach
    void open() {
        store = WindowFixture.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void transfersOfTheAccountAndOfThoseThatItTradedWithAreFound() {
        Booking in = booking(foreign(1), own(1), 100, LATE);
        Booking out = booking(own(1), own(2), 90, LATE.plusSeconds(1));
        Booking onward = booking(own(2), foreign(2), 80, NOW.minus(Duration.ofMinutes(1)));
        Booking before = booking(foreign(3), own(2), 7, EARLY);
        Booking sameSender = booking(foreign(1), own(3), 60, LATE.plusSeconds(2));
        Booking threeHopsOff = booking(foreign(2), own(4), 70, LATE);
        Booking elsewhere = booking(own(5), own(6), 5, LATE);
        taken(in, out, onward, before, sameSender, threeHopsOff, elsewhere);

        Surroundings found = store.surroundings("OWN1", 200);
        assertThat(found.complete()).isTrue();
        assertThat(found.transfers()).containsExactlyInAnyOrder(in, out, onward, before, sameSender);
        assertThat(found.transfers().subList(0, 2)).containsExactlyInAnyOrder(in, out);
    }

    @Test
    void whereThereAreTooManyTheLatestOfTheAccountComeFirst() {
        Booking[] bookings = IntStream.range(0, 50)
                .mapToObj(i -> booking(foreign(i), own(1), 1, EARLY.plusSeconds(i)))
                .toArray(Booking[]::new);
        taken(bookings);

        Surroundings found = store.surroundings("OWN1", 10);
        assertThat(found.complete()).isFalse();
        assertThat(found.transfers())
                .extracting(Booking::settlementTime)
                .hasSize(10)
                .allMatch(time -> !time.isBefore(EARLY.plusSeconds(40)));
    }

    @Test
    void anAccountThatTheWindowDoesNotHoldHasNone() {
        taken(booking(own(1), own(2), 1, LATE));

        assertThat(store.surroundings("UNKNOWN", 10)).isEqualTo(new Surroundings(List.of(), true));
        assertThat(store.surroundings("FOREIGN1", 10).transfers()).isEmpty();
    }

    @Test
    void beforeTheFirstWindowIsTakenThereAreNone() {
        store.commit(batch(booking(own(1), own(2), 1, LATE)));

        assertThat(store.surroundings("OWN1", 10).transfers()).isEmpty();
    }

    @Test
    void transfersOfAnAccountToItselfAreNoneAround() {
        Booking out = booking(own(1), own(2), 1, LATE);
        taken(booking(own(1), own(1), 1, LATE), out);

        assertThat(store.surroundings("OWN1", 10).transfers()).containsExactly(out);
    }

    private void taken(Booking... bookings) {
        store.commit(batch(bookings));
        store.snapshot(NOW);
    }
}
