package io.mistnet.simulator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.mistnet.node.authorisation.Authorisation;
import io.mistnet.node.authorisation.AuthorisationRefusedException;
import io.mistnet.node.authorisation.Signature;
import io.mistnet.node.cli.lookup.OwnNode;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.config.NodeConfigFile;
import io.mistnet.node.identity.Password;
import io.mistnet.node.identity.SupervisorKey;
import io.mistnet.node.lookup.http.LookupMessages.Answer;
import io.mistnet.node.lookup.http.LookupMessages.Approval;
import io.mistnet.node.lookup.http.LookupMessages.Change;
import io.mistnet.node.lookup.http.LookupMessages.ChangesEnd;
import io.mistnet.node.lookup.http.LookupMessages.ChangesHead;
import io.mistnet.node.lookup.http.LookupMessages.Done;
import io.mistnet.node.lookup.http.LookupMessages.Draft;
import io.mistnet.node.lookup.http.LookupMessages.Look;
import io.mistnet.node.lookup.http.LookupMessages.LookAll;
import io.mistnet.node.lookup.http.LookupMessages.NumberedAnswer;
import io.mistnet.node.lookup.http.LookupMessages.Statement;
import io.mistnet.node.lookup.http.LookupMessages.Written;
import io.mistnet.node.network.NetworkFile;
import io.mistnet.simulator.intelligence.SyntheticRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** What the people of one institution do at their own node, as the commands do it. Calls block. */
final class LookupApi {

    private final Site site;
    private final OwnNode node;

    /** @throws IOException where the node's configuration cannot be read */
    LookupApi(Site site) throws IOException {
        this.site = site;
        Path file = site.folder().resolve("node.conf");
        NodeConfig config = NodeConfigFile.read(file);
        this.node = new OwnNode(file, config, NetworkFile.read(config.networkFile()));
    }

    /**
     * Who asks, and on what grounds.
     *
     * @param purpose {@code ask} or {@code contribute}
     */
    record Grounds(String user, String caseReference, String basis, String purpose) {}

    Answer look(Grounds grounds, Written selector) throws IOException, InterruptedException {
        return node.ask(
                "lookups",
                new Look(
                        grounds.user(),
                        grounds.caseReference(),
                        grounds.basis(),
                        selector.type(),
                        selector.selector(),
                        null),
                Answer.class);
    }

    /** An answer for each selector. */
    List<NumberedAnswer> lookAll(Grounds grounds, List<Written> selectors) throws IOException, InterruptedException {
        LookAll all = new LookAll(grounds.user(), grounds.caseReference(), grounds.basis(), selectors, null);
        List<NumberedAnswer> answers = new ArrayList<>();
        node.exchange("batches", List.of(all), line -> {
            if (line.has("number")) {
                answers.add(OwnNode.as(line, NumberedAnswer.class));
            }
        });
        return answers;
    }

    /**
     * Contributes records; returns when lookups find them.
     *
     * @param progress is told how many are in the database, now and then
     */
    void contribute(Grounds grounds, List<SyntheticRecord> records, IntConsumer progress)
            throws IOException, InterruptedException {
        List<Object> lines = new ArrayList<>();
        lines.add(new ChangesHead(grounds.user(), grounds.caseReference(), grounds.basis(), null));
        records.forEach(record -> lines.add(addition(record)));
        node.exchange("records", lines, line -> {
            if (line.has("of")) {
                progress.accept((int) OwnNode.as(line, Done.class).done());
            } else if (line.has("carriedOut")) {
                requireAll(OwnNode.as(line, ChangesEnd.class));
            }
        });
    }

    /** Has the supervisor sign for so many evaluations; with the key that in earnest only that person has. */
    void approve(Grounds grounds, long evaluations) throws IOException, GeneralSecurityException, InterruptedException {
        Draft draft = new Draft(grounds.caseReference(), grounds.basis(), grounds.purpose(), evaluations);
        byte[] statement = node.ask("approvals", draft, Statement.class).statement();
        SupervisorKey supervisor = SupervisorKey.read(
                site.folder().resolve("supervisor.p12"),
                Password.fromFile(site.folder().resolve("supervisor-password")));
        try {
            Signature signature = Signature.approving(Authorisation.read(statement), supervisor);
            node.ask("approvals/signed", new Approval(statement, signature.bytes()), JsonNode.class);
        } catch (AuthorisationRefusedException e) {
            throw new IOException("%s drafts no authorisation: %s".formatted(site.id(), e.getMessage()), e);
        }
    }

    private void requireAll(ChangesEnd end) throws IOException {
        if (end.refused() > 0) {
            throw new IOException("%d records of %s were refused".formatted(end.refused(), site.id()));
        }
    }

    private static Change addition(SyntheticRecord record) {
        return new Change(
                "add",
                null,
                record.type().id(),
                record.selector(),
                record.categoryName(),
                record.date().toString(),
                record.caseReference(),
                record.contact());
    }
}
