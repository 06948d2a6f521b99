package io.mistnet.node.answering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.answering.KeyRegistry.Lease;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRegistryTest {

    private final List<String> closed = new ArrayList<>();
    private final KeyRegistry<AutoCloseable> registry = new KeyRegistry<>(3, 4, new SecureRandom());

    @Test
    void keysAreFoundByTheirAskerOnly() {
        KeyId id = add("fiu", "a");
        assertThat(isHeld("fiu", id)).isTrue();
        assertThat(isHeld("bank", id)).isFalse();
        assertThat(isHeld("fiu", new KeyId(1, 2))).isFalse();
    }

    @Test
    void anAskerBeyondItsQuotaLosesItsOwnLeastRecentlyUsed() {
        KeyId first = add("fiu", "a");
        KeyId second = add("fiu", "b");
        add("fiu", "c");
        assertThat(isHeld("fiu", first)).isTrue();
        add("fiu", "d");
        assertThat(isHeld("fiu", first)).isTrue();
        assertThat(isHeld("fiu", second)).isFalse();
        assertThat(closed).containsExactly("b");
        assertThat(registry.displaced()).isEqualTo(1);
    }

    @Test
    void whereThereIsNoRoomTheOneWhoHoldsMostMakesRoom() {
        KeyId bank = add("bank", "bank");
        add("fiu", "a");
        add("fiu", "b");
        add("fiu", "c");
        KeyId other = add("other", "other");
        assertThat(closed).containsExactly("a");
        add("fiu", "d");
        assertThat(closed).containsExactly("a", "b");
        assertThat(isHeld("bank", bank)).isTrue();
        assertThat(isHeld("other", other)).isTrue();
        assertThat(registry.size()).isEqualTo(4);
    }

    @Test
    void manyUploadsOfOneLeaveTheOthersTheirs() {
        KeyId bank = add("bank", "bank");
        for (int i = 0; i < 100; i++) {
            add("greedy", "greedy");
        }
        assertThat(isHeld("bank", bank)).isTrue();
        assertThat(closed).hasSize(97).containsOnly("greedy");
    }

    @Test
    void keysInUseAreClosedAfterTheLastUse() {
        KeyId id = add("fiu", "a");
        Lease<AutoCloseable> one = registry.lease("fiu", id).orElseThrow();
        Lease<AutoCloseable> other = registry.lease("fiu", id).orElseThrow();
        registry.close();
        one.close();
        assertThat(closed).isEmpty();
        other.close();
        assertThat(closed).containsExactly("a");
    }

    @Test
    void keysThatComeAfterTheEndAreRefusedAndClosed() {
        registry.close();
        assertThatThrownBy(() -> add("fiu", "late"))
                .isInstanceOfSatisfying(
                        RefusedQuestionException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusedQuestionException.Reason.CLOSED));
        assertThat(closed).containsExactly("late");
        assertThat(registry.size()).isZero();
    }

    private KeyId add(String asker, String name) {
        return registry.add(asker, () -> closed.add(name));
    }

    private boolean isHeld(String asker, KeyId id) {
        var lease = registry.lease(asker, id);
        lease.ifPresent(Lease::close);
        return lease.isPresent();
    }
}
