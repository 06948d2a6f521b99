package io.mistnet.node;

import io.mistnet.node.http.Health;
import io.mistnet.node.http.HealthCheck;
import io.mistnet.node.link.ShareLinks;
import io.mistnet.node.peer.Peer;
import io.mistnet.node.peer.Relation;
import io.mistnet.node.peer.Topology;
import java.util.List;
import java.util.stream.Stream;

/** Whether all compute nodes are linked, without which there is no epoch. A bank that is away concerns that bank only. */
record LinksHealth(Topology topology, ShareLinks shares) implements HealthCheck {

    @Override
    public String name() {
        return "compute-nodes";
    }

    @Override
    public Health health() {
        List<String> away = Stream.concat(topology.dialled().stream(), topology.accepted().stream())
                .filter(peer -> peer.relation() != Relation.FROM_BANK)
                .filter(peer -> !shares.isUp(peer))
                .map(Peer::institution)
                .distinct()
                .toList();
        return away.isEmpty() ? Health.up("linked") : Health.down("no link to " + String.join(", ", away));
    }
}
