package io.mistnet.simulator.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.node.authorisation.Authorisation;
import io.mistnet.node.authorisation.AuthorisationRefusedException;
import io.mistnet.node.authorisation.Signature;
import io.mistnet.node.identity.Password;
import io.mistnet.node.identity.SupervisorKey;
import io.mistnet.node.lookup.http.LookupMessages.Answer;
import io.mistnet.node.lookup.http.LookupMessages.Approval;
import io.mistnet.node.lookup.http.LookupMessages.Change;
import io.mistnet.node.lookup.http.LookupMessages.ChangesHead;
import io.mistnet.node.lookup.http.LookupMessages.Draft;
import io.mistnet.node.lookup.http.LookupMessages.Look;
import io.mistnet.node.lookup.http.LookupMessages.LookAll;
import io.mistnet.node.lookup.http.LookupMessages.NumberedAnswer;
import io.mistnet.node.lookup.http.LookupMessages.Statement;
import io.mistnet.node.lookup.http.LookupMessages.Written;
import io.mistnet.node.lookup.http.LookupToken;
import io.mistnet.simulator.intelligence.SyntheticRecord;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A node's lookups over HTTP, for the people of its institution, as the command line uses them. Calls block; an {@link IOException} says which node failed, and why. */
final class LookupApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Site site;

    LookupApi(Site site) {
        this.site = site;
    }

    /**
     * Who asks, and on what grounds.
     *
     * @param purpose {@code ask} or {@code contribute}
     */
    record Grounds(String user, String caseReference, String basis, String purpose) {}

    Answer look(Grounds grounds, Written selector) throws IOException, InterruptedException {
        Look look = new Look(
                grounds.user(), grounds.caseReference(), grounds.basis(), selector.type(), selector.selector(), null);
        return JSON.treeToValue(one("lookups", look), Answer.class);
    }

    List<NumberedAnswer> lookAll(Grounds grounds, List<Written> selectors) throws IOException, InterruptedException {
        LookAll all = new LookAll(grounds.user(), grounds.caseReference(), grounds.basis(), selectors, null);
        List<NumberedAnswer> answers = new ArrayList<>();
        for (JsonNode line : lines("batches", JSON.writeValueAsString(all))) {
            if (line.has("number")) {
                answers.add(JSON.treeToValue(line, NumberedAnswer.class));
            }
        }
        return answers;
    }

    /**
     * Contributes records; returns when lookups find them.
     *
     * @param progress is told how many are in the database, now and then
     */
    void contribute(Grounds grounds, List<SyntheticRecord> records, IntConsumer progress)
            throws IOException, InterruptedException {
        ChangesHead head = new ChangesHead(grounds.user(), grounds.caseReference(), grounds.basis(), null);
        String body = Stream.concat(Stream.of(head), records.stream().map(LookupApi::addition))
                .map(LookupApi::line)
                .collect(Collectors.joining("\n"));
        request("records", body, line -> {
            if (line.has("done") && line.has("of")) {
                progress.accept(line.path("done").intValue());
            }
            if (line.has("refused") && line.path("refused").intValue() > 0) {
                throw new IOException("%s: %d of its records were refused"
                        .formatted(site.id(), line.path("refused").intValue()));
            }
        });
    }

    /** Has the supervisor sign for so many evaluations; with the key that in earnest only that person has. */
    void approve(Grounds grounds, long evaluations) throws IOException, GeneralSecurityException, InterruptedException {
        Draft draft = new Draft(grounds.caseReference(), grounds.basis(), grounds.purpose(), evaluations);
        byte[] statement =
                JSON.treeToValue(one("approvals", draft), Statement.class).statement();
        Path keyStore = site.folder().resolve("supervisor.p12");
        SupervisorKey supervisor =
                SupervisorKey.read(keyStore, Password.fromFile(site.folder().resolve("supervisor-password")));
        try {
            Signature signature = Signature.approving(Authorisation.read(statement), supervisor);
            one("approvals/signed", new Approval(statement, signature.bytes()));
        } catch (AuthorisationRefusedException e) {
            throw new IOException("%s: %s".formatted(site.id(), e.getMessage()), e);
        }
    }

    private interface LineReader {

        void take(JsonNode line) throws IOException;
    }

    private JsonNode one(String path, Object message) throws IOException, InterruptedException {
        return lines(path, JSON.writeValueAsString(message)).get(0);
    }

    private List<JsonNode> lines(String path, String body) throws IOException, InterruptedException {
        List<JsonNode> lines = new ArrayList<>();
        request(path, body, lines::add);
        return lines;
    }

    private void request(String path, String body, LineReader reader) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(site.http().resolve("/lookup/v1/" + path))
                .header("Authorization", LookupToken.read(site.dataDirectory()).header())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<Stream<String>> response = client.send(request, BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            for (Iterator<String> each = lines.filter(line -> !line.isEmpty()).iterator(); each.hasNext(); ) {
                JsonNode line = JSON.readTree(each.next());
                JsonNode problem = response.statusCode() >= 400 ? line : line.path("problem");
                if (!problem.isMissingNode()) {
                    throw new IOException(
                            "%s: %s".formatted(site.id(), problem.path("detail").asText(problem.toString())));
                }
                reader.take(line);
            }
        }
    }

    private static Change addition(SyntheticRecord record) {
        return new Change(
                "add",
                null,
                record.type().id(),
                record.selector(),
                record.category().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                record.date().toString(),
                record.caseReference(),
                record.contact());
    }

    private static String line(Object message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of the lookup's messages is no JSON", e);
        }
    }
}
