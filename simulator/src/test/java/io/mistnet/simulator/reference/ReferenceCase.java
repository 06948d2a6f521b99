package io.mistnet.simulator.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.connectors.dataset.AccountRow;
import io.mistnet.connectors.dataset.Label;
import io.mistnet.protocols.propagation.Policy;
import io.mistnet.protocols.propagation.Policy.Outside;
import io.mistnet.protocols.propagation.Policy.Profile;
import io.mistnet.protocols.propagation.Policy.Rule;
import io.mistnet.simulator.evaluation.PooledData;
import io.mistnet.simulator.evaluation.PooledDataBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Inputs and published results of another implementation, after a number of iterations.
 *
 * <p>A transfer counts where both banks list it, or where its sender is no account of any bank. Iterations stand within the first period.
 */
record ReferenceCase(JsonNode json, int iterations) {

    static List<ReferenceCase> all(Path file) throws IOException {
        List<ReferenceCase> cases = new ArrayList<>();
        for (JsonNode json : new ObjectMapper().readTree(file.toFile()).get("cases")) {
            json.get("iterations").fieldNames().forEachRemaining(k -> {
                if (!k.equals("0")) {
                    cases.add(new ReferenceCase(json, Integer.parseInt(k)));
                }
            });
        }
        return cases;
    }

    String name() {
        return json.get("name").asText();
    }

    boolean hasSendersOutside() {
        Set<String> accounts = accounts();
        return rows().stream().anyMatch(row -> !accounts.contains(row.get(0).asText()));
    }

    Policy policy(Outside outside) {
        return new Policy(Rule.WEIGHTED, deltas(), outside, 0.5, 1, new Policy.Output.Score(), Profile.HARDENED);
    }

    /** What the other implementation gives in the clear. */
    Map<String, Double> plain() {
        return scores(result().get("plain"));
    }

    /** What its secure protocol gives, all banks together. */
    Map<String, Double> secure() {
        Map<String, Double> all = new HashMap<>();
        result().get("secure").forEach(bank -> all.putAll(scores(bank)));
        return all;
    }

    PooledData data() {
        PooledDataBuilder builder = new PooledDataBuilder();
        json.get("banks")
                .properties()
                .forEach(bank -> bank.getValue()
                        .get("accounts")
                        .forEach(account -> builder.account(new AccountRow(
                                account.get(0).asText(),
                                bank.getKey(),
                                OptionalDouble.of(account.get(1).asDouble()),
                                Label.UNKNOWN))));
        Set<String> accounts = accounts();
        for (JsonNode row : rows()) {
            String sender = row.get(0).asText();
            if (!accounts.contains(sender) || listed(row.get(1).asText(), row)) {
                builder.transfer(sender, row.get(2).asText(), row.get(4).asLong());
            }
        }
        return builder.build();
    }

    private List<Double> deltas() {
        return switch (json.get("delta").asText()) {
            case "constant 0.5" -> Policy.constant(0.5, iterations);
            case "0.3/(i)^0.8, i=1..k (1-based within a period)" ->
                IntStream.rangeClosed(1, iterations)
                        .mapToObj(i -> 0.3 / Math.pow(i, 0.8))
                        .toList();
            default -> throw new IllegalStateException("unknown schedule " + json.get("delta"));
        };
    }

    /** Every transfer that its receiver's bank lists. */
    private List<JsonNode> rows() {
        List<JsonNode> rows = new ArrayList<>();
        json.get("banks")
                .properties()
                .forEach(bank -> firstPeriod(bank.getKey()).forEach(row -> {
                    if (row.get(3).asText().equals(bank.getKey())) {
                        rows.add(row);
                    }
                }));
        return rows;
    }

    private boolean listed(String bank, JsonNode row) {
        for (JsonNode other : firstPeriod(bank)) {
            if (other.equals(row)) {
                return true;
            }
        }
        return false;
    }

    private JsonNode firstPeriod(String bank) {
        return json.get("banks").get(bank).get("transactions_by_period").get(0);
    }

    private Set<String> accounts() {
        Set<String> accounts = new HashSet<>();
        json.get("banks")
                .forEach(bank -> bank.get("accounts")
                        .forEach(account -> accounts.add(account.get(0).asText())));
        return accounts;
    }

    private JsonNode result() {
        return json.get("iterations").get(Integer.toString(iterations));
    }

    private static Map<String, Double> scores(JsonNode node) {
        Map<String, Double> scores = new HashMap<>();
        node.properties()
                .forEach(score -> scores.put(score.getKey(), score.getValue().asDouble()));
        return scores;
    }

    @Override
    public String toString() {
        return "%s after %d".formatted(name(), iterations);
    }
}
