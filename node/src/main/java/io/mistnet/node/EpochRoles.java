package io.mistnet.node;

import io.mistnet.node.epoch.ComputeParticipant;
import io.mistnet.node.epoch.ComputeSite;
import io.mistnet.node.epoch.CoordinatorSite;
import io.mistnet.node.epoch.DataParticipant;
import io.mistnet.node.epoch.DataSite;
import io.mistnet.node.epoch.EpochCoordinator;
import io.mistnet.node.epoch.EpochGuardian.Roles;
import io.mistnet.node.epoch.EpochListener;
import io.mistnet.node.epoch.EpochMark;
import io.mistnet.node.epoch.EpochTerms;
import io.mistnet.node.epoch.EvidenceLog;
import io.mistnet.node.epoch.IdentitySignatures;
import io.mistnet.node.epoch.LedgerSource;
import io.mistnet.node.epoch.PairKeys;
import io.mistnet.node.epoch.ResultSink;
import io.mistnet.node.epoch.Roster;
import io.mistnet.node.epoch.ShareChannels;
import io.mistnet.node.epoch.Signatures;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.network.Network;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The parts that one institution has in epochs, by the network file.
 *
 * @param folder where marks and evidence are kept
 * @param workers runs calls that block
 */
public record EpochRoles(
        Network network,
        Identity identity,
        Path folder,
        ShareChannels channels,
        EpochListener listener,
        InstantSource clock,
        Executor workers) {

    /**
     * What a bank brings along.
     *
     * @param ledgers its window
     * @param results takes what it opens
     */
    public record Bank(LedgerSource ledgers, ResultSink results) {}

    public Roster roster() {
        return Roster.of(network, identity.institution());
    }

    /**
     * The roles of this institution.
     *
     * @param bank present where it is a bank
     */
    public Roles roles(Optional<Bank> bank) {
        Roster roster = roster();
        SecureRandom random = new SecureRandom();
        EpochTerms terms = EpochTerms.of(network);
        Signatures signatures = new IdentitySignatures(identity, network);
        PairKeys pairKeys = other -> identity.secretWith(network, network.institution(other));
        return new Roles(
                Optional.of(new EpochMark(folder.resolve("coordinator.mark")))
                        .filter(mark -> roster.coordinator().equals(roster.self()))
                        .map(mark -> outbox -> EpochCoordinator.create(
                                new CoordinatorSite(roster, terms, outbox, listener, clock), mark)),
                roster.party(roster.self())
                        .map(party -> outbox -> ComputeParticipant.create(
                                new ComputeSite(
                                        roster,
                                        party,
                                        terms,
                                        outbox,
                                        channels,
                                        signatures,
                                        new EvidenceLog(folder.resolve("evidence"), clock),
                                        listener,
                                        clock,
                                        random,
                                        workers),
                                new EpochMark(folder.resolve("compute.mark")))),
                bank.map(own -> outbox -> DataParticipant.create(
                        new DataSite(
                                roster,
                                terms,
                                outbox,
                                channels,
                                signatures,
                                pairKeys,
                                own.ledgers(),
                                own.results(),
                                listener,
                                clock,
                                random,
                                workers),
                        new EpochMark(folder.resolve("data.mark")))));
    }
}
