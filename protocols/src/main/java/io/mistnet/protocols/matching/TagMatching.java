package io.mistnet.protocols.matching;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.PeerDeviationException;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.permutation.SecretShuffle;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.Blocks;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.PackedInts;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.PartyPair;
import io.mistnet.protocols.sharing.Words;

/**
 * Finds, for every row of D order, the row of S order with the same tag, without anybody learning which rows these are.
 *
 * <p><b>Functionality.</b> Input: tags of all rows of both orders, shared between P0 and P2, in two lanes. Output: a {@link Route} from S rows to D rows.
 * <p><b>Security.</b> Semi-honest, one of three corrupted. Both lists are shuffled by permutations that nobody knows, and opened in that order to P0 alone, which matches them and tells P1 the map between
 * the shuffled rows.
 * <p><b>Leakage.</b> P0: the tags in shuffled order, which are pseudorandom to whoever lacks the two banks' key; if P0's institution is a bank too, it recognises its own, and so learns which of its own pairs
 * the other bank listed as well. P0 and P1: the map, between rows in random order. All: how many pairs matched, and how many tags stood twice.
 * <p><b>Preconditions.</b> Dealing is closed, and the parties agree on what was dealt, before any tag is opened.
 * <p><b>On deviation.</b> A tag without a partner, or one that stands twice on a side, is left out; so a bank can void its own pairs only. A map that names a row that does not exist aborts with P0's name.
 * <p><b>Cost.</b> Per lane three words for every row of both orders; half a word a D row for the map. Three rounds.
 */
public final class TagMatching {

    private final ComputeSession session;
    private final Step step;
    private final SecretShuffle senders;
    private final SecretShuffle receivers;
    private final int senderRows;
    private final int receiverRows;

    private TagMatching(ComputeSession session, Step step, int senderRows, int receiverRows) {
        this.session = session;
        this.step = step;
        this.senderRows = senderRows;
        this.receiverRows = receiverRows;
        this.senders = SecretShuffle.draw(session, step.then("S shuffle"), senderRows);
        this.receivers = SecretShuffle.draw(session, step.then("D shuffle"), receiverRows);
    }

    /** Where the two lanes of tags come from: each is asked for once, in this order, so that no more than one need be in memory. */
    public interface Tags {
        Additive senders(int lane);

        Additive receivers(int lane);
    }

    /** Runs it, and composes the route where it will be walked often enough for that to pay. */
    public static Matching run(
            ComputeSession session, Step step, Tags tags, int senderRows, int receiverRows, boolean compose) {
        TagMatching matching = new TagMatching(session, step, senderRows, receiverRows);
        TagMap map = matching.map(tags);
        ShuffledRoute route = new ShuffledRoute(session.me(), matching.senders, matching.receivers, map, senderRows);
        Route walked = compose ? RouteComposition.run(session, step.then("composition"), route) : route.permutation();
        session.pool().clear();
        return new Matching(walked, map.matched(), map.doubled());
    }

    /**
     * What came out.
     *
     * @param route the way from S rows to D rows
     * @param matched how many pairs stand in both orders
     * @param doubled how many tags stood twice
     */
    public record Matching(Route route, int matched, int doubled) {}

    private TagMap map(Tags tags) {
        long[][] opened = new long[4][];
        for (int lane = 0; lane < 2; lane++) {
            opened[lane] = open(senders, step.then("S lane", lane), tags.senders(lane));
            opened[2 + lane] = open(receivers, step.then("D lane", lane), tags.receivers(lane));
        }
        return switch (session.me()) {
            case P0 -> matchAndTell(opened);
            case P1 -> hearMap();
            case P2 -> hearCounts();
        };
    }

    private long[] open(SecretShuffle shuffle, Step lane, Additive tags) {
        Additive shuffled = shuffle.permutation().apply(session, lane, tags);
        shuffled.requireAt(PartyPair.P01);
        Step opening = lane.then("opening");
        if (session.is(Party.P1)) {
            Blocks.each(
                    shuffled.rows(),
                    (offset, count) -> session.to(Party.P0).send(opening, shuffled.part(), offset, count));
            shuffled.release(session);
        } else if (session.is(Party.P0)) {
            long[] theirs = new long[Channel.BLOCK_WORDS];
            Blocks.each(shuffled.rows(), (offset, count) -> {
                session.to(Party.P1).receive(opening, theirs, 0, count);
                Words.add(shuffled.part(), offset, theirs, count);
            });
        }
        return shuffled.part();
    }

    private TagMap matchAndTell(long[][] tags) {
        TagHash hash = new TagHash(session.own(step.then("table")).words());
        TagMap map = new TagTable(tags[0], tags[1], senderRows, hash).match(tags[2], tags[3], receiverRows);
        long[] counts = {map.matched(), map.doubled()};
        session.to(Party.P1).send(counts(), counts, 0, counts.length);
        session.to(Party.P2).send(counts(), counts, 0, counts.length);
        PackedInts.send(session.to(Party.P1), step.then("map"), map.senders());
        return map;
    }

    private TagMap hearMap() {
        TagMap told = hearCounts();
        int[] senders = new int[receiverRows];
        PackedInts.receive(session.to(Party.P0), step.then("map"), senders);
        boolean[] taken = new boolean[senderRows];
        int matched = 0;
        for (int sender : senders) {
            if (sender == TagMap.NONE) {
                continue;
            }
            if (sender < 0 || sender >= senderRows || taken[sender]) {
                throw new PeerDeviationException(
                        session.to(Party.P0).peer(),
                        step.then("map"),
                        "the map names a row that is not there or taken");
            }
            taken[sender] = true;
            matched++;
        }
        if (matched != told.matched()) {
            throw new PeerDeviationException(
                    session.to(Party.P0).peer(), step.then("map"), "the map has not as many pairs as were announced");
        }
        return new TagMap(senders, told.matched(), told.doubled());
    }

    private TagMap hearCounts() {
        long[] counts = new long[2];
        session.to(Party.P0).receive(counts(), counts, 0, counts.length);
        int rows = Math.min(senderRows, receiverRows);
        if (counts[0] < 0 || counts[0] > rows || counts[1] < 0 || counts[1] > senderRows) {
            throw new PeerDeviationException(session.to(Party.P0).peer(), counts(), "impossible counts");
        }
        return new TagMap(new int[0], (int) counts[0], (int) counts[1]);
    }

    private Step counts() {
        return step.then("counts");
    }
}
