package io.mistnet.node.oprf;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The holders as one asker knows them: who may be asked, and what became of it. A holder that deviates is named in the log. Thread-safe. */
final class AskedHolders {

    private static final Logger LOG = LoggerFactory.getLogger(AskedHolders.class);

    private final Holders holders;
    private final HolderChoice choice;
    private final OprfMeters meters;

    AskedHolders(Holders holders, OprfMeters meters, InstantSource clock, Random random) {
        this.holders = holders;
        this.choice = new HolderChoice(holders.count(), clock, random);
        this.meters = meters;
    }

    List<Integer> order() {
        return choice.order();
    }

    /** The institution's id. */
    String id(int holder) {
        return holders.id(holder);
    }

    int threshold() {
        return holders.threshold();
    }

    void answered(int holder) {
        choice.answered(holder);
    }

    void failed(int holder, HolderFailedException failure) {
        choice.failed(holder, failure);
        meters.failed(holders.id(holder), failure.kind());
        if (failure.kind() == HolderFailedException.Kind.DEVIATED) {
            LOG.warn("holder={} deviated, and is not asked for a while: {}", holders.id(holder), failure.reason());
        }
    }

    /** Why there were not enough of them: the failures of this attempt, and who was not asked at all. */
    HoldersAwayException away(Map<Integer, HolderFailedException> failures) {
        Map<String, String> reasons = new TreeMap<>();
        for (int holder = 1; holder <= holders.count(); holder++) {
            String id = holders.id(holder);
            choice.sidelined(holder).ifPresent(reason -> reasons.put(id, reason));
            HolderFailedException failure = failures.get(holder);
            if (failure != null) {
                reasons.put(id, failure.reason());
            }
        }
        boolean hasRefusal =
                failures.values().stream().anyMatch(failure -> failure.kind() == HolderFailedException.Kind.REFUSED);
        return new HoldersAwayException(holders.threshold(), reasons, hasRefusal);
    }
}
