package io.mistnet.node.lookup;

import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.audit.AuditLog;
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
import io.opentelemetry.context.Context;
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

    private final ExecutorService workers;
    private final AuthorisationIssuer issuer;
    private final HostQuestions questions;
    private final Lookups lookups;
    private final Contributions contributions;

    /**
     * Nothing is asked yet; the others need not be there.
     *
     * @param audit where lookups are written; stays open when this is closed
     * @param folder the node's data directory, where is which versions of the host's tables were seen
     * @param policy how this institution issues authorisations
     * @throws IOException where the seen versions cannot be read
     */
    public AskerRole(
            Network network,
            Identity identity,
            AuditLog audit,
            Path folder,
            AuthorisationTerms terms,
            IssuingPolicy policy,
            RequestClient client,
            MeterRegistry registry,
            InstantSource clock)
            throws IOException {
        LookupTerms lookup = network.lookup().orElseThrow();
        SecureRandom random = new SecureRandom();
        SeenVersions seen = SeenVersions.open(folder.resolve(SeenVersions.FILE));
        workers = Context.taskWrapping(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "mistnet-asker");
            thread.setDaemon(true);
            return thread;
        }));
        AuthorisationCheck check = new AuthorisationCheck(terms, new ListedKeys(network), clock);
        issuer = new AuthorisationIssuer(terms, policy, identity, check, clock, random);
        SelectorEvaluation evaluation = new SelectorEvaluation(
                new OprfEvaluator(network, client, registry, clock, PATIENCE, workers),
                issuer,
                lookup.parameters().occurrences());
        HostLink link = new HostLink(network.host().orElseThrow(), client);
        questions = new HostQuestions(network, identity.institution(), link, seen, random);
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

    @Override
    public void close() {
        workers.shutdownNow();
        questions.close();
    }
}
