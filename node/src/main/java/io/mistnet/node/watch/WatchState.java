package io.mistnet.node.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the last run saw.
 *
 * @param run the run's id
 * @param at when it was
 * @param records by the hash of a selector what it had; selectors without records are left out
 */
record WatchState(String run, Instant at, Map<String, List<RecordHash>> records) {

    private static final ObjectMapper JSON = new ObjectMapper();

    WatchState {
        records = Collections.unmodifiableMap(new LinkedHashMap<>(records));
    }

    List<RecordHash> of(String selectorHash) {
        return records.getOrDefault(selectorHash, List.of());
    }

    byte[] bytes() {
        ObjectNode json = JSON.createObjectNode().put("run", run).put("at", at.toString());
        ObjectNode selectors = json.putObject("selectors");
        records.forEach((selector, hashes) -> {
            ArrayNode list = selectors.putArray(selector);
            hashes.forEach(hash -> list.addArray().add(hash.source()).add(hash.content()));
        });
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IOException where the bytes are no state */
    static WatchState read(byte[] bytes) throws IOException {
        try {
            JsonNode json = JSON.readTree(bytes);
            Map<String, List<RecordHash>> records = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> selector :
                    json.required("selectors").properties()) {
                List<RecordHash> hashes = new ArrayList<>();
                for (JsonNode hash : selector.getValue()) {
                    hashes.add(new RecordHash(
                            hash.required(0).asText(), hash.required(1).asText()));
                }
                records.put(selector.getKey(), hashes);
            }
            return new WatchState(
                    json.required("run").asText(),
                    Instant.parse(json.required("at").asText()),
                    records);
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            throw new IOException("no state of a watch list", e);
        }
    }
}
