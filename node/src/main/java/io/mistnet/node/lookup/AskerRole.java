package io.mistnet.node.lookup;

import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.audit.AuditLog;
import io.mistnet.node.audit.SelectorHash;
import io.mistnet.node.authorisation.AuthorisationCheck;
import io.mistnet.node.authorisation.AuthorisationIssuer;
import io.mistnet.node.authorisation.AuthorisationTerms;
import io.mistnet.node.authorisation.IssuingPolicy;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.network.LookupTerms;
import io.mistnet.node.network.Network;
import io.mistnet.node.oprf.ListedKeys;
import io.mistnet.node.oprf.OprfEvaluator;
import io.mistnet.node.request.RequestClient;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What an institution has that asks and contributes: an agency, or a bank. */
public final class AskerRole implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String AUDIT_KEY = "audit.key";

    private final ExecutorService workers;
    private final AuditLog audit;
    private final AuthorisationIssuer issuer;
    private final HostQuestions questions;
    private final Lookups lookups;
    private final Contributions contributions;

    /**
     * Nothing is asked yet; the others need not be there.
     *
     * @param folder the node's data directory, where the audit log is
     * @param policy how this institution issues authorisations
     * @throws IOException where the audit log cannot be opened, or is not what was written
     */
    public AskerRole(
            Network network,
            Identity identity,
            Path folder,
            AuthorisationTerms terms,
            IssuingPolicy policy,
            RequestClient client,
            MeterRegistry registry,
            InstantSource clock)
            throws IOException {
        LookupTerms lookup = network.lookup().orElseThrow();
        SecureRandom random = new SecureRandom();
        audit = AuditLog.open(
                folder.resolve(AuditLog.FOLDER),
                SelectorHash.open(folder.resolve(AUDIT_KEY), random),
                identity,
                clock,
                AuditLog.FILE_BYTES);
        workers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "mistnet-asker");
            thread.setDaemon(true);
            return thread;
        });
        AuthorisationCheck check = new AuthorisationCheck(terms, new ListedKeys(network), clock);
        issuer = new AuthorisationIssuer(terms, policy, identity, check, clock, random);
        SelectorEvaluation evaluation = new SelectorEvaluation(
                new OprfEvaluator(network, client, registry, clock, PATIENCE, workers),
                issuer,
                lookup.parameters().occurrences());
        HostLink link = new HostLink(network.host().orElseThrow(), client);
        questions = new HostQuestions(network, identity.institution(), link, random);
        lookups = new Lookups(lookup, evaluation, questions, new LabelReader(network), audit);
        contributions = new Contributions(
                lookup,
                evaluation,
                new RecordSealing(
                        lookup.parameters(),
                        network.institution(identity.institution()).number()),
                link,
                audit,
                random);
    }

    public Lookups lookups() {
        return lookups;
    }

    public Contributions contributions() {
        return contributions;
    }

    /** Where bulks are approved by a supervisor. */
    public AuthorisationIssuer authorisations() {
        return issuer;
    }

    public AuditLog audit() {
        return audit;
    }

    @Override
    public void close() throws IOException {
        workers.shutdownNow();
        questions.close();
        audit.close();
    }
}
