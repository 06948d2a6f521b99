package io.mistnet.simulator.demo;

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
import io.mistnet.node.lookup.http.LookupMessages.Changed;
import io.mistnet.node.lookup.http.LookupMessages.ChangesHead;
import io.mistnet.node.lookup.http.LookupMessages.Done;
import io.mistnet.node.lookup.http.LookupMessages.Draft;
import io.mistnet.node.lookup.http.LookupMessages.Look;
import io.mistnet.node.lookup.http.LookupMessages.LookAll;
import io.mistnet.node.lookup.http.LookupMessages.NumberedAnswer;
import io.mistnet.node.lookup.http.LookupMessages.Statement;
import io.mistnet.node.lookup.http.LookupMessages.Written;
import io.mistnet.node.network.NetworkFile;
import io.mistnet.protocols.retrieval.RecordId;
import io.mistnet.simulator.intelligence.SyntheticRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/** What the people of one institution do at their own node, as the commands do it; once more where others were too slow. Calls block. */
final class LookupApi {

    private final Site site;
    private final OwnNode node;
    private final OnceMore onceMore;
    private final SecureRandom random = new SecureRandom();

    /** @throws IOException where the node's configuration cannot be read */
    LookupApi(Site site, OnceMore onceMore) throws IOException {
        this.site = site;
        this.onceMore = onceMore;
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
        Look question = new Look(
                grounds.user(),
                grounds.caseReference(),
                grounds.basis(),
                selector.type(),
                selector.selector(),
                null,
                null);
        return onceMore.unlessAnswered(site.id(), () -> node.ask("lookups", question, Answer.class));
    }

    /** An answer for each selector. */
    List<NumberedAnswer> lookAll(Grounds grounds, List<Written> selectors) throws IOException, InterruptedException {
        LookAll all = new LookAll(grounds.user(), grounds.caseReference(), grounds.basis(), selectors, null, null);
        return onceMore.unlessAnswered(site.id(), () -> {
            List<NumberedAnswer> answers = new ArrayList<>();
            node.exchange("batches", List.of(all), line -> {
                if (line.has("number")) {
                    answers.add(OwnNode.as(line, NumberedAnswer.class));
                }
            });
            return answers;
        });
    }

    /**
     * Contributes records; returns when lookups find them.
     *
     * @param approval a supervisor's, where they are more than go without
     * @param progress is told how many are in the database, now and then
     */
    void contribute(Grounds grounds, List<SyntheticRecord> records, Optional<Approval> approval, IntConsumer progress)
            throws IOException, InterruptedException {
        List<Object> lines = new ArrayList<>();
        lines.add(
                new ChangesHead(grounds.user(), grounds.caseReference(), grounds.basis(), null, approval.orElse(null)));
        records.forEach(record -> lines.add(addition(record)));
        long refused = onceMore.unlessAnswered(site.id(), () -> refused(lines, progress));
        if (refused > 0) {
            throw new IOException("%d records of %s were refused".formatted(refused, site.id()));
        }
    }

    /** How many are not in the database after this. */
    private long refused(List<Object> lines, IntConsumer progress) throws IOException, InterruptedException {
        AtomicLong refused = new AtomicLong();
        node.exchange("records", lines, line -> {
            if (line.has("of")) {
                progress.accept((int) OwnNode.as(line, Done.class).done());
            } else if (line.has("number")) {
                refused.addAndGet(OwnNode.as(line, Changed.class).isThere() ? 0 : 1);
            }
        });
        return refused.get();
    }

    /** Has the supervisor sign for so many evaluations; with the key that in earnest only that person has. */
    Approval approve(Grounds grounds, long evaluations)
            throws IOException, GeneralSecurityException, InterruptedException {
        Draft draft = new Draft(grounds.caseReference(), grounds.basis(), grounds.purpose(), evaluations);
        byte[] statement = node.ask("approvals", draft, Statement.class).statement();
        SupervisorKey supervisor = SupervisorKey.read(
                site.folder().resolve("supervisor.p12"),
                Password.fromFile(site.folder().resolve("supervisor-password")));
        try {
            Signature signature = Signature.approving(Authorisation.read(statement), supervisor);
            return new Approval(statement, signature.bytes());
        } catch (AuthorisationRefusedException e) {
            throw new IOException("%s drafts no authorisation: %s".formatted(site.id(), e.getMessage()), e);
        }
    }

    /** Under an id of its own, so that sent twice it is there once. */
    private Change addition(SyntheticRecord record) {
        return new Change(
                "add",
                new RecordId(random.nextLong(), random.nextLong()).toString(),
                record.type().id(),
                record.selector(),
                record.categoryName(),
                record.date().toString(),
                record.caseReference(),
                record.contact());
    }
}
