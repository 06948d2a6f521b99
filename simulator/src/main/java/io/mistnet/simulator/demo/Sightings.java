package io.mistnet.simulator.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.simulator.demo.NodeMetrics.Metrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the host and the holders see of the asker, read from what their own processes count and log. */
final class Sightings {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRANSFERRED = "mistnet_links_transferred_bytes_total";
    private static final String REQUESTS = Metrics.label("link", "lookup-in");

    private final LookupSites sites;
    private final NodeMetrics metrics = new NodeMetrics();

    Sightings(LookupSites sites) {
        this.sites = sites;
    }

    /**
     * What the host counted.
     *
     * @param queries that it answered
     * @param keys how often it was sent expansion keys, which it keeps
     * @param bytesIn from the asker, TLS not included
     * @param bytesOut to it
     */
    record Host(String id, long queries, long keys, long bytesIn, long bytesOut) {

        private Host minus(Host before) {
            return new Host(
                    id,
                    queries - before.queries,
                    keys - before.keys,
                    bytesIn - before.bytesIn,
                    bytesOut - before.bytesOut);
        }
    }

    /**
     * What a holder counted and logged.
     *
     * @param evaluations blinded selectors of the asker that it evaluated
     * @param log the lines of its log that name the asker
     */
    record Holder(String id, long evaluations, List<String> log) {

        private Holder minus(Holder before) {
            return new Holder(id, evaluations - before.evaluations, log.subList(before.log.size(), log.size()));
        }
    }

    /** What all of them saw. */
    record Seen(Host host, List<Holder> holders) {

        private Seen minus(Seen before) {
            List<Holder> since = new ArrayList<>();
            for (int i = 0; i < holders.size(); i++) {
                since.add(holders.get(i).minus(before.holders.get(i)));
            }
            return new Seen(host.minus(before.host), since);
        }
    }

    /** All that they saw until now. */
    Seen now() throws InterruptedException {
        List<Holder> holders = new ArrayList<>();
        for (Site site : sites.holders()) {
            holders.add(holder(site));
        }
        return new Seen(host(), holders);
    }

    /** What they saw since then. */
    Seen since(Seen before) throws InterruptedException {
        return now().minus(before);
    }

    private Host host() throws InterruptedException {
        Metrics read = metrics.await(sites.host().http());
        String asker = Metrics.label("peer", sites.asker().id());
        return new Host(
                sites.host().id(),
                (long) read.sum("mistnet_lookup_questions_total", Metrics.label("outcome", "answered")),
                (long) read.sum("mistnet_requests_served_seconds_count", Metrics.label("kind", "host_keys")),
                (long) read.sum(TRANSFERRED, REQUESTS, asker, Metrics.label("direction", "received")),
                (long) read.sum(TRANSFERRED, REQUESTS, asker, Metrics.label("direction", "sent")));
    }

    private Holder holder(Site site) throws InterruptedException {
        String asker = sites.asker().id();
        Metrics read = metrics.await(site.http());
        long evaluations = (long) read.sum("mistnet_oprf_evaluations_total", Metrics.label("institution", asker));
        return new Holder(site.id(), evaluations, lines(site.log(), "institution=" + asker + " authorisation="));
    }

    private static List<String> lines(Path log, String start) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(start))
                    .map(Sightings::message)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String message(String line) {
        try {
            JsonNode message = JSON.readTree(line).path("formattedMessage");
            return message.isTextual() ? message.textValue() : line;
        } catch (JsonProcessingException e) {
            return line; // a log in plain lines
        }
    }
}
