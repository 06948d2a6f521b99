package io.mistnet.node.oprf;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/** The other holders over request links. Who does not answer is left out: the ceremony says for whom it waits. */
final class LinkedPeers implements CeremonyPeers {

    private final HolderSite site;
    private final HolderClient client;
    private final Executor workers;

    /** @param workers runs calls that block */
    LinkedPeers(HolderSite site, HolderClient client, Executor workers) {
        this.site = site;
        this.client = client;
        this.workers = workers;
    }

    @Override
    public Map<Integer, CeremonyReply> ask(CeremonyQuery query) {
        Map<Integer, CeremonyReply> replies = new ConcurrentHashMap<>();
        CompletableFuture.allOf(IntStream.rangeClosed(1, site.holders().count())
                        .filter(holder -> holder != site.me())
                        .mapToObj(holder -> CompletableFuture.runAsync(() -> ask(holder, query, replies), workers))
                        .toArray(CompletableFuture[]::new))
                .join();
        return new TreeMap<>(replies);
    }

    private void ask(int holder, CeremonyQuery query, Map<Integer, CeremonyReply> replies) {
        try {
            replies.put(holder, client.ask(holder, query));
        } catch (HolderFailedException e) {
            if (e.kind() == HolderFailedException.Kind.DEVIATED) {
                site.listener().deviated(query.epoch(), site.holders().id(holder), e.reason());
            }
        }
    }
}
