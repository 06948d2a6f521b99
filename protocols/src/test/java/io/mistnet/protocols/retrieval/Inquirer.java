package io.mistnet.protocols.retrieval;

import io.mistnet.he.Asker;
import io.mistnet.he.ExpansionKeys;
import io.mistnet.he.Pads;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** An asker with its keys at the host. */
final class Inquirer implements AutoCloseable {

    private final LookupParameters parameters;
    private final LookupHost host;
    private final Asker asker;
    private final ExpansionKeys keys;
    final LookupAsker lookup;

    Inquirer(LookupHost host) {
        this.host = host;
        this.parameters = host.parameters;
        this.asker = new Asker(parameters.encryption());
        ByteBuffer message = ByteBuffer.allocateDirect(parameters.encryption().keyBytes());
        asker.keys(message);
        this.keys = new ExpansionKeys(parameters.encryption(), message);
        this.lookup = new LookupAsker(parameters, asker);
    }

    TableLayout layout() {
        return parameters.layout();
    }

    List<FoundLabel> find(SelectorTags tags) {
        return find(List.of(Target.single(parameters, tags))).get(0);
    }

    /** Asks targets of one region together. */
    List<List<FoundLabel>> find(List<Target> targets) {
        List<ByteBuffer> answers = answers(targets);
        List<List<FoundLabel>> found = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            found.add(lookup.open(targets.get(i), host.header(), answers.get(i)));
        }
        return found;
    }

    List<ByteBuffer> answers(List<Target> targets) {
        return host.answer(
                targets.get(0).region(), keys, targets.stream().map(this::query).toList());
    }

    /** Both buckets of a target without their pads. */
    ByteBuffer buckets(Target target) {
        int bytes = parameters.slots().plaintextBytes();
        Placement placement = target.placement();
        ByteBuffer buckets = ByteBuffer.allocateDirect(2 * bytes);
        asker.open(answers(List.of(target)).get(0), buckets);
        byte[] padSeed = host.header().padSeed(placement.column());
        Pads.xor(padSeed, placement.column(), placement.upper(), buckets.slice(0, bytes));
        Pads.xor(padSeed, placement.column(), placement.lower(), buckets.slice(bytes, bytes));
        return buckets;
    }

    ByteBuffer query(Target target) {
        ByteBuffer query = ByteBuffer.allocateDirect(lookup.queryBytes(target.region()));
        lookup.query(target, query);
        return query;
    }

    /** Runs a batch; deferred selectors are missing in the result. */
    Map<Integer, List<FoundLabel>> findAll(List<SelectorTags> selectors, Random random) {
        BatchPlan plan = BatchPlan.of(parameters, selectors, random);
        Map<Integer, List<FoundLabel>> found = new HashMap<>();
        for (List<BatchPlan.Entry> round : plan.rounds()) {
            for (int first = 0; first < round.size(); first += plan.shape().times()) {
                List<BatchPlan.Entry> together =
                        round.subList(first, first + plan.shape().times());
                List<List<FoundLabel>> labels =
                        find(together.stream().map(BatchPlan.Entry::target).toList());
                for (int i = 0; i < together.size(); i++) {
                    List<FoundLabel> own = labels.get(i);
                    together.get(i).selector().ifPresent(selector -> found.put(selector, own));
                }
            }
        }
        return found;
    }

    @Override
    public void close() {
        keys.close();
        asker.close();
    }
}
