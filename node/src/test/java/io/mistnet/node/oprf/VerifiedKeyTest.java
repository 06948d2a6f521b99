package io.mistnet.node.oprf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.network.Sha256;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import io.mistnet.protocols.oprf.KeyStatement;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which key statements an asker accepts. */
class VerifiedKeyTest {

    @TempDir
    private Path folder;

    private Holders holders;
    private SignedStatement signed;
    private MemoryHolders network;

    @BeforeEach
    void anEstablishedKey() throws Exception {
        TrialNetwork trial = Trials.withLookup(3);
        network = new MemoryHolders(trial, folder, 0);
        network.startAll();
        network.untilDone();
        holders = network.holders;
        signed = network.established(1).signed();
    }

    @Test
    void oneThatAllHoldersSignedIsAccepted() throws Exception {
        assertThat(VerifiedKey.check(holders, 1, signed).statement()).isEqualTo(signed.statement());
    }

    @Test
    void aForgedSignatureIsRefusedAndNamesWhoseItShouldBe() {
        byte[] forged = signed.signatures().get(2).clone();
        forged[5] ^= 1;
        refused(signed.with(2, forged), "lacks a right signature of bank-3");
    }

    @Test
    void aMissingSignatureIsRefused() {
        TreeMap<Integer, byte[]> two = new TreeMap<>(signed.signatures());
        two.remove(3);
        refused(new SignedStatement(signed.statement(), signed.transcript(), two), "lacks a right signature of fiu");
    }

    @Test
    void signaturesOverAnotherTranscriptAreRefused() {
        refused(
                new SignedStatement(signed.statement(), Sha256.of(new byte[0]), signed.signatures()),
                "lacks a right signature of bank-2");
    }

    @Test
    void anotherGenerationUnderTheSameSignaturesIsRefused() {
        KeyStatement later = new KeyStatement(
                signed.statement().network(), 1, 1, signed.statement().publicShares());
        refused(
                new SignedStatement(later, signed.transcript(), signed.signatures()),
                "lacks a right signature of bank-2");
    }

    @Test
    void anotherNetworksStatementIsRefusedThoughAllSigned() throws Exception {
        KeyStatement other =
                new KeyStatement(new byte[32], 1, 0, signed.statement().publicShares());
        refused(signedByAll(other), "of another network");
    }

    @Test
    void anotherKeyEpochsStatementIsRefusedThoughAllSigned() throws Exception {
        KeyStatement other = new KeyStatement(
                signed.statement().network(), 2, 0, signed.statement().publicShares());
        refused(signedByAll(other), "of another key epoch");
    }

    @Test
    void anotherThresholdThanTheNetworkFilesIsRefusedThoughAllSigned() {
        Holders stricter = new Holders(holders.network(), 3, holders.members());
        assertThatThrownBy(() -> VerifiedKey.check(stricter, 1, signed))
                .isInstanceOf(HolderFailedException.class)
                .hasMessageContaining("another threshold");
    }

    private SignedStatement signedByAll(KeyStatement statement) throws Exception {
        SignedStatement endorsed = new SignedStatement(statement, signed.transcript(), new TreeMap<>());
        for (int holder = 1; holder <= 3; holder++) {
            endorsed = endorsed.with(holder, network.identity(holder).sign(endorsed.message()));
        }
        return endorsed;
    }

    private void refused(SignedStatement statement, String reason) {
        assertThatThrownBy(() -> VerifiedKey.check(holders, 1, statement))
                .isInstanceOf(HolderFailedException.class)
                .hasMessageContaining(reason);
    }
}
