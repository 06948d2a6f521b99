package io.mistnet.node.api;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.node.access.AccessLog;
import io.mistnet.node.access.RateLimit;
import io.mistnet.node.access.RemoteAddress;
import io.mistnet.node.access.UserRole;
import io.mistnet.node.alert.AccountTransfers;
import io.mistnet.node.alert.AlertCounter;
import io.mistnet.node.alert.AlertPeople;
import io.mistnet.node.alert.AlertQueue;
import io.mistnet.node.alert.AlertRepository;
import io.mistnet.node.alert.AlertWork;
import io.mistnet.node.alert.FeedbackLog;
import io.mistnet.node.alert.OwnTransfers;
import io.mistnet.node.alert.RaisedAlert;
import io.mistnet.node.alert.RaisedAlerts;
import io.mistnet.node.alert.export.GoamlReport;
import io.mistnet.node.alert.export.ReportingEntity;
import io.mistnet.node.api.frame.Api;
import io.mistnet.node.api.frame.ApiSection;
import io.mistnet.node.api.frame.OperationTable;
import io.mistnet.node.api.token.ApiTokens;
import io.mistnet.node.audit.AuditIndex;
import io.mistnet.node.audit.AuditLog;
import io.mistnet.node.casework.Approvals;
import io.mistnet.node.casework.BatchReading;
import io.mistnet.node.casework.BatchRunner;
import io.mistnet.node.casework.Batches;
import io.mistnet.node.casework.CaseHistory;
import io.mistnet.node.casework.CaseListings;
import io.mistnet.node.casework.CaseLookups;
import io.mistnet.node.casework.CaseStore;
import io.mistnet.node.casework.CaseTeam;
import io.mistnet.node.casework.Cases;
import io.mistnet.node.casework.ListSeal;
import io.mistnet.node.casework.LookupDesk;
import io.mistnet.node.console.Console;
import io.mistnet.node.console.ConsoleWorkers;
import io.mistnet.node.console.Protection;
import io.mistnet.node.http.Health;
import io.mistnet.node.http.HealthCheck;
import io.mistnet.node.identity.HmacKey;
import io.mistnet.node.network.SigningKey;
import io.mistnet.node.relational.DatabaseSettings;
import io.mistnet.node.relational.RelationalDatabase;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import io.mistnet.node.window.SettableClock;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.server.Route;

/** The whole API on a free port of loopback, behind the console's frame, over a database and an audit log of its own. */
final class TestApi implements AutoCloseable {

    static final Instant NOW = RaisedAlerts.NOW;

    /** More evaluations than this need a supervisor. */
    static final int FOUR_EYES_ABOVE = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final FakeInvestigations network = new FakeInvestigations();
    final SettableClock clock = new SettableClock(NOW);
    final RelationalDatabase database;
    final ApiTokens tokens;
    final Cases cases;
    final CaseTeam team;
    final Path auditFolder;
    final SigningKey signingKey;
    final OperationTable table;

    private final AuditLog audit;
    private final ExecutorService lookups = Executors.newFixedThreadPool(4);
    private final ExecutorService batches = Executors.newSingleThreadExecutor();
    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "test-api");
    private final ConsoleWorkers workers = new ConsoleWorkers();
    private final ServerBinding binding;
    private final Description description = Description.read();
    private final AtomicInteger made = new AtomicInteger();

    /** One whose callers get the answer, however busy the machine is. */
    TestApi(Path folder) throws Exception {
        this(folder, 1_000_000, PATIENCE);
    }

    /**
     * @param burst how many requests a token may send at once
     * @param patience for how long a caller waits for an answer
     */
    TestApi(Path folder, int burst, Duration patience) throws Exception {
        TrialNetwork trial = Trials.ofBanks(3);
        database = RelationalDatabase.open(DatabaseSettings.embedded(folder));
        audit = AuditLog.openIn(folder, trial.identity("bank-1"), clock);
        auditFolder = folder.resolve(AuditLog.FOLDER);
        signingKey = trial.network().institution("bank-1").keys().signing();
        tokens = new ApiTokens(database, clock);
        CaseStore store = new CaseStore(database, clock, audit::append);
        cases = new Cases(store, 7);
        team = new CaseTeam(store);
        List<ApiSection> sections = sections(store, patience);
        table = Api.table(sections);
        Api api = new Api(
                database,
                AccessLog.into(audit),
                new RateLimit<>(burst, Duration.ofMillis(20), clock),
                new RemoteAddress(true),
                DomainProblems::of,
                clock,
                workers);
        binding = Http.get(system)
                .newServerAt("127.0.0.1", 0)
                .bind(behindTheConsole(api.route(system, sections)))
                .toCompletableFuture()
                .get();
    }

    private Route behindTheConsole(Route api) {
        Protection nobody = new Protection(
                request -> Optional.empty(), access -> {}, new RateLimit<>(1, Duration.ofMillis(1), clock), false);
        return Console.routes(system, nobody, responder -> api, List.of(), workers, new SimpleMeterRegistry());
    }

    private List<ApiSection> sections(CaseStore store, Duration patience) {
        AlertRepository alerts = new AlertRepository(database);
        AlertPeople people = new AlertPeople(database);
        ReportingEntity bank = new ReportingEntity(
                OptionalInt.of(7), "Bank A", Currency.getInstance("EUR"), RaisedAlerts.OWN_BIC::equals);
        CaseListings listings = new CaseListings(store);
        ListSeal seal = new ListSeal(HmacKey.random(new SecureRandom()));
        BatchRunner runner = new BatchRunner(store, network, seal, batches);
        Approvals approvals = new Approvals(store, network, runner, seal);
        List<ApiSection> sections = new ArrayList<>(new CaseworkParts(
                        cases,
                        team,
                        new CaseHistory(store),
                        listings,
                        new CaseLookups(store),
                        new LookupDesk(store, network, lookups),
                        new Batches(store, runner, approvals, FOUR_EYES_ABOVE),
                        new BatchReading(store),
                        runner,
                        approvals)
                .sections(workers, patience));
        sections.addAll(List.of(
                new AlertOperations(
                        new AlertQueue(database),
                        alerts,
                        new AccountTransfers(OwnTransfers.NONE, alerts),
                        people,
                        new FeedbackLog(database),
                        new GoamlReport(bank, clock)),
                new AlertWorkOperations(
                        alerts, new AlertWork(database, clock, new AlertCounter(database, clock)), people),
                new AuditOperations(auditFolder, signingKey, new AuditIndex(database, auditFolder)),
                new NodeOperations(List.of(new Fine()))));
        return sections;
    }

    private record Fine() implements HealthCheck {

        @Override
        public String name() {
            return "links";
        }

        @Override
        public Health health() {
            return Health.up("3 of 3");
        }
    }

    URI address(String path) {
        return URI.create(
                "http://127.0.0.1:%d%s".formatted(binding.localAddress().getPort(), path));
    }

    int port() {
        return binding.localAddress().getPort();
    }

    /** A new token with these roles, good for a day. */
    ApiClient as(UserRole... roles) {
        return with("tool-" + made.incrementAndGet(), roles);
    }

    ApiClient with(String name, UserRole... roles) {
        return of(Optional.empty(), name, roles);
    }

    /** A new token for which somebody answers, or nobody. */
    ApiClient of(Optional<String> owner, String name, UserRole... roles) {
        String text =
                tokens.add(name, owner, Set.of(roles), clock.instant().plus(Duration.ofDays(1)), new SecureRandom());
        return client(Optional.of(text));
    }

    /** A client with a token's text, or with none. */
    ApiClient client(Optional<String> token) {
        return new ApiClient(this, description, token);
    }

    /** Raises an alert, and says its number. */
    long raise(RaisedAlert raised) {
        RaisedAlerts.take(database, raised);
        return RaisedAlerts.openAlert(database, raised.account());
    }

    @Override
    public void close() throws Exception {
        binding.unbind();
        system.terminate();
        workers.close();
        lookups.shutdownNow();
        batches.shutdownNow();
        audit.close();
        database.close();
    }
}
