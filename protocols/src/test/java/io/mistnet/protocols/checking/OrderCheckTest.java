package io.mistnet.protocols.checking;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.permutation.BlockPermutation;
import io.mistnet.protocols.permutation.Gather;
import io.mistnet.protocols.permutation.HiddenPermutation;
import io.mistnet.protocols.permutation.HiddenPermutation.Segment;
import io.mistnet.protocols.permutation.Permutation;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.PartyPair;
import io.mistnet.protocols.sharing.Seed;
import io.mistnet.protocols.sharing.ThreeComputeParties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Three banks of 8 accounts and 8, 12 and 8 pairs; a wrong order is always the middle one's. */
class OrderCheckTest {

    private static final int[] ACCOUNT_STARTS = {0, 8, 16, 24};
    private static final int[] ROW_STARTS = {0, 16, 36, 52};
    private static final int MIDDLE = 1;

    /** A true order: accounts in rising order, pairs between them at random, also before the first. */
    private static int[] trueOrder(int bank, long seed) {
        int rows = ROW_STARTS[bank + 1] - ROW_STARTS[bank];
        SplittableRandom random = new SplittableRandom(seed + bank);
        List<Integer> order = new ArrayList<>();
        for (int account = 0; account < 8; account++) {
            order.add(account);
        }
        for (int slot = 8; slot < rows; slot++) {
            order.add(random.nextInt(order.size() + 1), slot);
        }
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private static boolean[] check(long seed, int[] middle) {
        Map<Party, boolean[]> wrong = new ThreeComputeParties(seed)
                .run(session -> OrderCheck.run(
                        session,
                        Step.of("order"),
                        dealt(session, seed, List.of(trueOrder(0, seed), middle, trueOrder(2, seed))),
                        ACCOUNT_STARTS,
                        ROW_STARTS,
                        ThreeComputeParties.seed(seed, 7)));
        assertThat(wrong.get(Party.P1)).isEqualTo(wrong.get(Party.P0));
        assertThat(wrong.get(Party.P2)).isEqualTo(wrong.get(Party.P0));
        return wrong.get(Party.P0);
    }

    /** The orders in three segments each. */
    private static HiddenPermutation dealt(ComputeSession session, long seed, List<int[]> orders) {
        List<Permutation> first = new ArrayList<>();
        List<Permutation> second = new ArrayList<>();
        List<Permutation> third = new ArrayList<>();
        for (int bank = 0; bank < orders.size(); bank++) {
            int[] order = orders.get(bank);
            Seed coins = ThreeComputeParties.seed(seed, 20 + bank);
            first.add(Permutation.random(order.length, coins.derive("first").words()));
            second.add(Permutation.random(order.length, coins.derive("second").words()));
            third.add(second.get(bank).inverse().then(first.get(bank).inverse().then(new Permutation(order))));
        }
        return new HiddenPermutation(List.of(
                segment(session, PartyPair.P01, first),
                segment(session, PartyPair.P12, second),
                segment(session, PartyPair.P02, third)));
    }

    private static Segment segment(ComputeSession session, PartyPair holders, List<Permutation> blocks) {
        Gather all = new BlockPermutation(blocks);
        return new Segment(holders, holders.has(session.me()) ? all : Gather.unknown(all.rows()));
    }

    private static void assertWrong(long seed, int[] middle) {
        assertThat(check(seed, middle)).as("seed %d", seed).containsExactly(false, true, false);
    }

    private static int indexOf(int[] order, int row) {
        int at = 0;
        while (order[at] != row) {
            at++;
        }
        return at;
    }

    private static int[] swapped(int[] order, int row, int other) {
        int[] swapped = order.clone();
        swapped[indexOf(order, row)] = other;
        swapped[indexOf(order, other)] = row;
        return swapped;
    }

    @Test
    void trueOrdersPassWhereverThePairsStand() {
        for (int seed = 0; seed < 25; seed++) {
            assertThat(check(seed, trueOrder(MIDDLE, seed))).containsExactly(false, false, false);
        }
    }

    @Test
    void aPairRowInAnotherPlaceIsAnotherTrueOrder() {
        int[] order = trueOrder(MIDDLE, 1);
        assertThat(check(1, swapped(order, 8, 13))).containsExactly(false, false, false);
    }

    @Test
    void twoNeighbouringAccountsInTheWrongOrderAreFound() {
        for (int account = 0; account < 7; account++) {
            assertWrong(account, swapped(trueOrder(MIDDLE, account), account, account + 1));
        }
    }

    @Test
    void accountsFarApartInTheWrongOrderAreFound() {
        assertWrong(1, swapped(trueOrder(MIDDLE, 1), 0, 7));
        assertWrong(2, swapped(trueOrder(MIDDLE, 2), 2, 5));
    }

    @Test
    void anOrderTurnedRoundIsFound() {
        int[] order = trueOrder(MIDDLE, 3);
        int[] turned = new int[order.length];
        for (int k = 0; k < order.length; k++) {
            turned[k] = order[order.length - 1 - k];
        }
        assertWrong(3, turned);
    }

    /** A pair's row in an account's place and the account's in the pair's is right exactly where the accounts still rise. */
    @Test
    void accountsMovedAmongPairsAreFoundExactlyWhereTheyNoLongerRise() {
        int found = 0;
        for (int seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] order = trueOrder(MIDDLE, seed);
            int[] moved = swapped(order, random.nextInt(8), 8 + random.nextInt(12));
            boolean rises = rises(moved);
            assertThat(check(seed, moved)).as("seed %d", seed).containsExactly(false, !rises, false);
            found += rises ? 0 : 1;
        }
        assertThat(found).isBetween(10, 38);
    }

    private static boolean rises(int[] order) {
        for (int account = 0; account < 7; account++) {
            if (indexOf(order, account) > indexOf(order, account + 1)) {
                return false;
            }
        }
        return true;
    }

    @Test
    void randomOrdersAreFound() {
        for (int seed = 0; seed < 20; seed++) {
            assertWrong(
                    seed,
                    Permutation.random(20, ThreeComputeParties.seed(seed, 9).words())
                            .index());
        }
    }

    @Test
    void itTakesSevenWordsARowAndFiveRounds() {
        ThreeComputeParties parties = new ThreeComputeParties(4);
        int rounds = parties.roundsOf(session -> OrderCheck.run(
                session,
                Step.of("order"),
                dealt(session, 4, List.of(trueOrder(0, 4), trueOrder(1, 4), trueOrder(2, 4))),
                ACCOUNT_STARTS,
                ROW_STARTS,
                ThreeComputeParties.seed(4, 7)));
        assertThat(parties.wordsOf("order")).isEqualTo(7 * 52 + 3 * 3);
        assertThat(rounds).isLessThanOrEqualTo(5);
    }
}
