package io.mistnet.node.peer;

import io.mistnet.node.network.Institution;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.Role;
import io.mistnet.protocols.sharing.Party;
import java.util.ArrayList;
import java.util.List;

/**
 * Which links one institution has, and who dials. For epochs: banks dial compute nodes, Pj dials Pi where i is below j. For the lookup: whoever sends a request dials who
 * answers it.
 */
public final class Topology {

    private final Network network;
    private final Institution own;

    public Topology(Network network, String ownId) {
        this.network = network;
        this.own = network.institution(ownId);
    }

    public Network network() {
        return network;
    }

    public Institution own() {
        return own;
    }

    /** The peers that this institution dials for epochs. */
    public List<Peer> dialled() {
        List<Peer> peers = new ArrayList<>();
        if (own.has(Role.DATA)) {
            network.computeNodes().forEach(node -> peers.add(Peer.toCompute(node.id())));
        }
        own.party().ifPresent(party -> computeNodes(party, false).forEach(peers::add));
        return List.copyOf(peers);
    }

    /** The peers that dial this institution for epochs. */
    public List<Peer> accepted() {
        List<Peer> peers = new ArrayList<>();
        own.party().ifPresent(party -> {
            network.banks().forEach(bank -> peers.add(Peer.fromBank(bank.id())));
            computeNodes(party, true).forEach(peers::add);
        });
        return List.copyOf(peers);
    }

    /** The peers that may send requests of the lookup to this institution: all that ask, contribute, or hold a share of the key. None where this one neither holds nor hosts. */
    public List<Peer> requesters() {
        return answersLookups(own)
                ? network.institutions().stream()
                        .filter(this::requestsLookups)
                        .map(institution -> Peer.fromRequester(institution.id()))
                        .toList()
                : List.of();
    }

    /** The peers to which this institution may send requests of the lookup; itself may be one. */
    public List<Peer> lookups() {
        return requestsLookups(own)
                ? network.institutions().stream()
                        .filter(this::answersLookups)
                        .map(institution -> Peer.toLookup(institution.id()))
                        .toList()
                : List.of();
    }

    private boolean answersLookups(Institution institution) {
        return network.lookup().isPresent() && (institution.has(Role.OPRF) || institution.has(Role.HOST));
    }

    private boolean requestsLookups(Institution institution) {
        return network.lookup().isPresent()
                && (institution.has(Role.AGENCY) || institution.has(Role.DATA) || institution.has(Role.OPRF));
    }

    private List<Peer> computeNodes(Party own, boolean above) {
        List<Peer> peers = new ArrayList<>();
        for (Party party : Party.values()) {
            if (party != own && party.compareTo(own) > 0 == above) {
                peers.add(Peer.betweenCompute(network.computeNode(party).id()));
            }
        }
        return peers;
    }
}
