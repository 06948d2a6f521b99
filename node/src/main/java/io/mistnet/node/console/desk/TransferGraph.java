package io.mistnet.node.console.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.node.alert.export.ReportingEntity;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Transfers as a graph for {@code graph.js}: accounts are nodes, all transfers from one to another in one currency are an edge. */
final class TransferGraph {

    private static final int SHOWN = 4;

    private final ObjectMapper json = new ObjectMapper();
    private final ReportingEntity bank;
    private final Wording words;

    TransferGraph(ReportingEntity bank, Wording words) {
        this.bank = bank;
        this.words = words;
    }

    private record Edge(String debtor, String creditor, Currency currency) {}

    private record Sum(BigDecimal amount, int transfers) {

        Sum plus(Sum other) {
            return new Sum(amount.add(other.amount), transfers + other.transfers);
        }
    }

    /** @param focus the account that it is about; it stands there even without transfers */
    byte[] bytes(String focus, List<Transfer> transfers) {
        Map<String, String> kinds = new LinkedHashMap<>();
        Map<Edge, Sum> edges = new LinkedHashMap<>();
        kinds.put(focus, "focus");
        for (Transfer transfer : transfers) {
            kinds.putIfAbsent(transfer.debtorAccount(), kind(transfer.debtorAgent()));
            kinds.putIfAbsent(transfer.creditorAccount(), kind(transfer.creditorAgent()));
            edges.merge(
                    new Edge(
                            transfer.debtorAccount(),
                            transfer.creditorAccount(),
                            transfer.instructedAmount().currency()),
                    new Sum(transfer.instructedAmount().amount(), 1),
                    Sum::plus);
        }
        ObjectNode graph = json.createObjectNode();
        ArrayNode nodes = graph.putArray("nodes");
        kinds.forEach((account, kind) -> nodes.addObject()
                .put("id", account)
                .put("label", brief(account))
                .put("kind", kind));
        ArrayNode lines = graph.putArray("edges");
        edges.forEach((edge, sum) -> lines.addObject()
                .put("source", edge.debtor())
                .put("target", edge.creditor())
                .put("label", label(edge, sum)));
        try {
            return json.writeValueAsBytes(graph);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON cannot fail to be written", e);
        }
    }

    private String kind(String agent) {
        return bank.ownAgent().test(agent) ? "own" : "other";
    }

    private String label(Edge edge, Sum sum) {
        String amount = words.amount(sum.amount(), edge.currency());
        return sum.transfers() == 1 ? amount : sum.transfers() + " × " + amount;
    }

    /** The beginning and the end of a long number: whole ones would cover each other. */
    private static String brief(String account) {
        return account.length() <= 3 * SHOWN
                ? account
                : account.substring(0, SHOWN) + "…" + account.substring(account.length() - SHOWN);
    }
}
