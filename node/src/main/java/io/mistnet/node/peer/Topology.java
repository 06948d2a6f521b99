package io.mistnet.node.peer;

import io.mistnet.node.network.Institution;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.Role;
import io.mistnet.node.wire.proto.Purpose;
import io.mistnet.protocols.sharing.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which links one institution has, and who dials: banks dial compute nodes, Pj dials Pi where i is below j. */
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

    /** The peers that this institution dials. */
    public List<Peer> dialled() {
        List<Peer> peers = new ArrayList<>();
        if (own.has(Role.DATA)) {
            network.computeNodes().forEach(node -> peers.add(Peer.toCompute(node.id())));
        }
        own.party().ifPresent(party -> computeNodes(party, false).forEach(peers::add));
        return List.copyOf(peers);
    }

    /** The peers that dial this institution. */
    public List<Peer> accepted() {
        List<Peer> peers = new ArrayList<>();
        own.party().ifPresent(party -> {
            network.banks().forEach(bank -> peers.add(Peer.fromBank(bank.id())));
            computeNodes(party, true).forEach(peers::add);
        });
        return List.copyOf(peers);
    }

    /** The peer that {@code institution} is when it dials with this purpose; empty where the network has no such link. */
    Optional<Peer> accepted(Institution institution, Purpose purpose) {
        return accepted().stream()
                .filter(peer -> peer.institution().equals(institution.id()))
                .filter(peer -> peer.relation().purpose() == purpose)
                .findFirst();
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
