package io.mistnet.node.config;

import com.typesafe.config.Config;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The configuration of one node. {@link NodeConfigFile} reads it; every key is documented in the resource {@code node.conf} beside this class.
 *
 * @param institution the institution's id in the network file
 * @param networkFile the network file
 * @param dataDirectory where the window of transfers is kept
 * @param keys where the private keys are
 * @param links how links to other institutions are made
 * @param lookup how much of the encrypted lookup this node takes upon itself
 * @param kafka the institution's own Kafka
 * @param scoring how the bank judges its own accounts
 * @param http where health and metrics are served
 * @param console where people's pages are served
 * @param desk a bank's alert desk
 * @param cases what the institution demands of its cases
 * @param database where what people work with is kept
 * @param pekko settings of the actor system, to be laid over Pekko's own
 */
public record NodeConfig(
        String institution,
        Path networkFile,
        Path dataDirectory,
        Keys keys,
        Links links,
        Lookup lookup,
        Kafka kafka,
        Scoring scoring,
        Http http,
        Console console,
        Desk desk,
        Cases cases,
        Database database,
        Tracing tracing,
        Config pekko) {

    /**
     * Where the private keys are.
     *
     * @param keyStore a PKCS#12 file
     * @param passwordFile the file with its password; empty where the environment has it
     * @param passwordVariable the environment variable with its password
     */
    public record Keys(Path keyStore, Optional<Path> passwordFile, String passwordVariable) {}

    /**
     * How links to other institutions are made.
     *
     * @param listenControl where to listen for control links, where that is not the network file's address
     * @param listenShares the same for shares
     * @param handshakeTimeout from a connection to the checked first message
     * @param retryMin the first pause before a peer is dialled again
     * @param retryMax the longest one
     * @param mostPending handshakes that may be under way at once
     * @param keepAlive how often a silent control link says that it lives
     * @param idleTimeout the silence after which a control link is closed
     */
    public record Links(
            Optional<Address> listenControl,
            Optional<Address> listenShares,
            Duration handshakeTimeout,
            Duration retryMin,
            Duration retryMax,
            int mostPending,
            Duration keepAlive,
            Duration idleTimeout) {}

    /**
     * How much of the encrypted lookup this node takes upon itself.
     *
     * @param listen where to listen for requests, where that is not the network file's address
     * @param threads requests that a holder or host works on at once
     * @param queue requests that may wait beside
     * @param keyCacheBytes memory in which a host keeps askers' expansion keys
     * @param watchList the file with the selectors that an asker compares again and again; empty where there is none
     * @param watchEvery how often it does
     * @param watch on what grounds
     * @param payees how payees are looked up
     */
    public record Lookup(
            Optional<Address> listen,
            int threads,
            int queue,
            long keyCacheBytes,
            Optional<Path> watchList,
            Duration watchEvery,
            Standing watch,
            Payees payees) {}

    /**
     * On what grounds the node looks up by itself.
     *
     * @param caseReference the institution's own case
     * @param legalBasis the law, order or contract that allows it; empty where none is given
     * @param approval the file with the supervisor's approval; empty where there is none
     */
    public record Standing(String caseReference, Optional<String> legalBasis, Optional<Path> approval) {}

    /**
     * How payees are looked up before a payment.
     *
     * @param standing on what grounds
     * @param batch the most checks that are looked up together
     * @param linger how long a batch waits to fill
     */
    public record Payees(Standing standing, int batch, Duration linger) {}

    /**
     * The institution's own Kafka.
     *
     * @param bootstrapServers where it is
     * @param group the consumer group
     * @param client further settings of its clients, by Kafka's names
     * @param topics the topics' names
     */
    public record Kafka(String bootstrapServers, String group, Map<String, String> client, Topics topics) {

        /** Settings for a client of it. */
        public Map<String, String> settings() {
            Map<String, String> settings = new HashMap<>(client);
            settings.put("bootstrap.servers", bootstrapServers);
            return Map.copyOf(settings);
        }
    }

    /**
     * The topics' names.
     *
     * @param transfers transfers, read
     * @param riskScores scores of the bank's own models, read; empty where there are none
     * @param riskFlags flags, written
     * @param alerts alerts, written
     * @param deadLetters records that could not be used, written
     * @param payeeChecks payees to look up before a payment, read; empty where there are none
     * @param payeeResults what was found of them, written
     */
    public record Topics(
            String transfers,
            Optional<String> riskScores,
            String riskFlags,
            String alerts,
            String deadLetters,
            Optional<String> payeeChecks,
            String payeeResults) {}

    /**
     * How the bank judges its own accounts by the standard rules. It stays with the bank.
     *
     * @param passedOnWithin how soon money leaves an account that passes it through
     * @param largeAmount in minor units of the network's currency, an amount that is unusual for a private account
     * @param reportingThreshold the amount in minor units from which on a transfer is reported to the authorities; 0 where there is none
     * @param slot an account's money in and out is looked at by slots of this length
     */
    public record Scoring(Duration passedOnWithin, long largeAmount, long reportingThreshold, Duration slot) {}

    /**
     * Where health and metrics are served.
     *
     * @param host the local address
     * @param port the port; 0 for any free one
     */
    public record Http(String host, int port) {}

    /**
     * Where people's pages are served.
     *
     * @param enabled whether they are
     * @param host the local address
     * @param port the port; 0 for any free one
     * @param publicUrl how browsers reach it, without a slash at the end; empty where that is the address
     * @param tls its certificate; empty where it speaks HTTP
     * @param behindTlsProxy whether a proxy does the TLS
     * @param contact whom people ask for access; empty where pages name nobody
     * @param session how long people stay signed in
     * @param provider where they sign in; empty where they have accounts of the console's own
     */
    public record Console(
            boolean enabled,
            String host,
            int port,
            Optional<URI> publicUrl,
            Optional<Tls> tls,
            boolean behindTlsProxy,
            Optional<String> contact,
            Session session,
            Optional<Provider> provider) {

        /** Whether browsers reach it over TLS. */
        public boolean isOverTls() {
            return tls.isPresent() || behindTlsProxy;
        }
    }

    /**
     * How long people stay signed in.
     *
     * @param idleLimit without a request
     * @param absoluteLimit in any case
     */
    public record Session(Duration idleLimit, Duration absoluteLimit) {}

    /**
     * The institution's own OpenID provider.
     *
     * @param issuer its address
     * @param clientId what it calls this console
     * @param clientSecretFile the file with this console's secret at it; empty where it has none
     * @param scopes what is asked for
     * @param rolesClaim the claim that says what a user is
     * @param roles for each role's id the names that stand for it in the claim
     */
    public record Provider(
            URI issuer,
            String clientId,
            Optional<Path> clientSecretFile,
            List<String> scopes,
            String rolesClaim,
            Map<String, List<String>> roles) {}

    /**
     * A bank's alert desk.
     *
     * @param reportingEntity the number that the financial intelligence unit gave this institution; empty where there is none
     */
    public record Desk(OptionalInt reportingEntity) {}

    /**
     * What the institution demands of its cases.
     *
     * @param leastRetentionDays for how long every case is kept at the least after it was closed
     */
    public record Cases(int leastRetentionDays) {}

    /**
     * A certificate and its key.
     *
     * @param keyStore a PKCS#12 file
     * @param passwordFile the file with its password
     */
    public record Tls(Path keyStore, Path passwordFile) {}

    /**
     * Where what people work with is kept.
     *
     * @param url a JDBC URL; empty for a file in the data directory
     * @param user the database's user; empty where none is needed
     * @param passwordFile the file with that user's password; empty where none is needed
     * @param connections the most connections at once
     */
    public record Database(Optional<String> url, Optional<String> user, Optional<Path> passwordFile, int connections) {}

    /**
     * Where traces go.
     *
     * @param endpoint of the institution's own collector, for OTLP over HTTP; empty where nothing is traced
     */
    public record Tracing(Optional<String> endpoint) {}
}
