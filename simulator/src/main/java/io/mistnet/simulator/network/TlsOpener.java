package io.mistnet.simulator.network;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.identity.KeyGeneration;
import io.mistnet.node.link.LoopbackLinks;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.TrialPlan;
import io.mistnet.protocols.propagation.EpochId;
import io.mistnet.protocols.sharing.Party;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Opens a node's TLS links over loopback, between the institutions of a trial network made for this process. */
public final class TlsOpener implements Links.Opener {

    private static final int ANY_PORT = 9400;
    private static final Duration VALIDITY = Duration.ofDays(2);

    private final TrialNetwork trial;
    private final Clock clock;

    /**
     * Makes keys and certificates for all.
     *
     * @param banks how many banks there are
     */
    public TlsOpener(int banks, Clock clock) {
        this.clock = clock;
        try {
            KeyGeneration generation = new KeyGeneration(new SecureRandom(), clock, VALIDITY);
            trial = TrialNetwork.generate(new TrialPlan("local", banks, false, ANY_PORT), generation);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no keys for a trial network", e);
        }
    }

    @Override
    public Links open(EpochId id) {
        return new TlsLinks(id);
    }

    private Identity bank(int bank) throws GeneralSecurityException {
        return trial.identity("bank-" + (bank + 1));
    }

    private Identity holder(Party party) throws GeneralSecurityException {
        return trial.identity(trial.network().computeNode(party).id());
    }

    /** The links of one epoch. */
    private final class TlsLinks implements Links {

        private final EpochId id;
        private final List<LoopbackLinks.Ends> opened = new ArrayList<>();

        TlsLinks(EpochId id) {
            this.id = id;
        }

        @Override
        public Link dealing(int bank, Party party) {
            return connected(loopback -> loopback.dealing(bank(bank), holder(party), id));
        }

        @Override
        public Link computing(Party one, Party other) {
            return connected(loopback -> loopback.computing(holder(one), holder(other), id));
        }

        private Link connected(Dial dial) {
            // the threads that make a link end here; the link stays
            try (LoopbackLinks loopback = new LoopbackLinks(trial.network(), clock, new SimpleMeterRegistry())) {
                LoopbackLinks.Ends ends = dial.dial(loopback);
                opened.add(ends);
                return new Link(ends.first(), ends.second());
            } catch (IOException e) {
                throw new UncheckedIOException("no TLS link over loopback", e);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("no TLS with the keys of a trial network", e);
            }
        }

        @Override
        public void close() {
            opened.forEach(LoopbackLinks.Ends::close);
        }
    }

    /** Makes one link. */
    @FunctionalInterface
    private interface Dial {
        LoopbackLinks.Ends dial(LoopbackLinks loopback) throws IOException, GeneralSecurityException;
    }
}
