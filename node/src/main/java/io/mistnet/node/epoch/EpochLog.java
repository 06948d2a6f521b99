package io.mistnet.node.epoch;

import io.mistnet.node.epoch.EpochEvent.Aborted;
import io.mistnet.node.epoch.EpochEvent.BankLeftOut;
import io.mistnet.node.epoch.EpochEvent.Begun;
import io.mistnet.node.epoch.EpochEvent.Completed;
import io.mistnet.node.epoch.EpochEvent.MessageRefused;
import io.mistnet.node.epoch.EpochEvent.NotBegun;
import io.mistnet.node.epoch.EpochEvent.Opened;
import io.mistnet.node.epoch.EpochEvent.Overrun;
import io.mistnet.node.epoch.EpochEvent.Ran;
import io.mistnet.node.epoch.EpochEvent.ReleaseFailed;
import io.mistnet.node.epoch.EpochEvent.Timed;
import io.mistnet.node.peer.LineLimits;
import io.mistnet.protocols.propagation.EpochId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what happens to epochs into the log, one line of {@code key=value} each. */
public final class EpochLog implements EpochListener {

    private static final Logger LOG = LoggerFactory.getLogger("io.mistnet.epoch");

    private final LineLimits refused = new LineLimits();

    @Override
    public void on(EpochEvent event) {
        if (event instanceof Begun e) {
            LOG.info("{} begun banks={}", name(e.id()), e.banks());
        } else if (event instanceof NotBegun e) {
            LOG.warn("{} not begun peer={} reason=\"{}\"", name(e.id()), e.peer(), e.reason());
        } else if (event instanceof BankLeftOut e) {
            LOG.warn("{} bank left out bank={} reason=\"{}\"", name(e.id()), e.bank(), e.reason());
        } else if (event instanceof Completed e) {
            LOG.info(
                    "{} completed released={} ms={} matched={} doubled={}",
                    name(e.id()),
                    e.released(),
                    e.duration().toMillis(),
                    e.counts().matchedPairs(),
                    e.counts().doubledTags());
        } else if (event instanceof Ran e) {
            LOG.debug("{} ran", name(e.id()));
        } else if (event instanceof Timed e) {
            LOG.debug(
                    "{} phase=\"{}\" ms={}",
                    name(e.id()),
                    e.phase(),
                    e.duration().toMillis());
        } else if (event instanceof Aborted e) {
            LOG.warn(
                    "{} aborted role={} peer={} step=\"{}\" reason=\"{}\"",
                    name(e.id()),
                    e.role(),
                    e.peer(),
                    e.step(),
                    e.reason());
        } else if (event instanceof ReleaseFailed e) {
            LOG.warn("{} release failed bank={} reason=\"{}\"", name(e.id()), e.bank(), e.reason());
        } else if (event instanceof Opened e) {
            LOG.info("{} opened accounts={}", name(e.id()), e.accounts());
        } else if (event instanceof Overrun e) {
            LOG.warn("{} still under way at the next cut-off", name(e.id()));
        } else if (event instanceof MessageRefused e) {
            refused.log(
                    e.from(),
                    unsaid -> LOG.warn(
                            "message refused peer={} kind={} reason=\"{}\" notLogged={}",
                            e.from(),
                            e.kind(),
                            e.reason(),
                            unsaid));
        }
    }

    private static String name(EpochId id) {
        return "epoch=%d attempt=%d".formatted(id.epoch(), id.attempt());
    }
}
