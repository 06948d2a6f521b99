package io.mistnet.node;

import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.access.AccessLog;
import io.mistnet.node.access.RateLimit;
import io.mistnet.node.access.RemoteAddress;
import io.mistnet.node.access.SecretCookie;
import io.mistnet.node.access.SessionLimits;
import io.mistnet.node.access.Sessions;
import io.mistnet.node.access.SignInForms;
import io.mistnet.node.access.Standing;
import io.mistnet.node.access.UserRole;
import io.mistnet.node.access.local.LocalAccounts;
import io.mistnet.node.access.local.LocalSignIn;
import io.mistnet.node.access.oidc.ProviderSettings;
import io.mistnet.node.access.oidc.ProviderSignIn;
import io.mistnet.node.access.oidc.RoleMapping;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.console.ConsoleWorkers;
import io.mistnet.node.console.FormReader;
import io.mistnet.node.console.Protection;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.signin.LocalSignInRoute;
import io.mistnet.node.console.signin.ProviderSignInRoute;
import io.mistnet.node.console.signin.SignInDesk;
import io.mistnet.node.console.signin.SignOutRoute;
import io.mistnet.node.identity.Password;
import io.mistnet.node.relational.RelationalDatabase;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How people get into the console: by the institution's provider where node.conf names one, otherwise by accounts of the console's own. */
final class ConsoleEntrance {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleEntrance.class);

    /** Each session's requests: so many at once, and 20 a second from then on. */
    private static final int PAGES = 60;

    private static final Duration PAGE_INTERVAL = Duration.ofMillis(50);

    /** Each address's attempts to sign in: an office behind one address may come to work at once. */
    private static final int SIGN_INS = 40;

    private static final Duration SIGN_IN_INTERVAL = Duration.ofSeconds(3);
    private static final int HASHING = 2;
    private static final int AT_THE_PROVIDER = 4;
    private static final int WAITING = 64;

    private final NodeConfig.Console config;
    private final AccessLog log;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final LocalAccounts accounts;
    private final Sessions sessions;
    private final ConsoleWorkers workers;

    ConsoleEntrance(
            NodeConfig.Console config,
            RelationalDatabase database,
            AccessLog log,
            MeterRegistry meters,
            InstantSource clock,
            Resources resources) {
        this.config = config;
        this.log = log;
        this.meters = meters;
        this.clock = clock;
        boolean local = config.provider().isEmpty();
        this.accounts = new LocalAccounts(database, clock, random);
        this.sessions = new Sessions(
                new SessionLimits(config.session().idleLimit(), config.session().absoluteLimit()),
                cookie("mistnet", config),
                local ? accounts : Standing.UNCHANGED,
                clock,
                random);
        this.workers = new ConsoleWorkers("mistnet-sign-in", local ? HASHING : AT_THE_PROVIDER, WAITING);
        resources.add("the sign-in's threads", workers);
    }

    /** Browsers send a cookie to all ports of a host: of two consoles on one machine each would take away the other's. Over TLS consoles have hosts of their own. */
    private static SecretCookie cookie(String name, NodeConfig.Console config) {
        return new SecretCookie(config.isOverTls() ? name : name + "-" + config.port(), config.isOverTls());
    }

    /** What stands before the sections. */
    Protection protection() {
        return new Protection(sessions, log, new RateLimit<>(PAGES, PAGE_INTERVAL, clock), config.isOverTls());
    }

    /** The routes that need no session. */
    Function<Responder, Route> routes(ActorSystem<?> system) throws IOException {
        SignInDesk desk = new SignInDesk(
                sessions,
                new SignInForms(cookie("mistnet-sign-in", config), clock, random),
                log,
                new RateLimit<>(SIGN_INS, SIGN_IN_INTERVAL, clock),
                new RemoteAddress(config.behindTlsProxy()),
                meters);
        FormReader reader = new FormReader(system);
        Function<Responder, Route> way = config.provider().isPresent()
                ? atProvider(settings(config.provider().get()), desk)
                : byPassword(desk, reader);
        return responder ->
                Directives.concat(way.apply(responder), new SignOutRoute(desk, responder, reader, workers).route());
    }

    private Function<Responder, Route> atProvider(ProviderSettings settings, SignInDesk desk) {
        ProviderSignIn provider = new ProviderSignIn(settings, clock);
        return responder -> new ProviderSignInRoute(provider, desk, responder, config.contact(), workers).route();
    }

    private Function<Responder, Route> byPassword(SignInDesk desk, FormReader reader) {
        if (accounts.list().isEmpty()) {
            LOG.warn("nobody can sign in to the console: there is no account; run: mistnet user add");
        }
        LocalSignIn signIn = new LocalSignIn(accounts, clock, random);
        return responder -> new LocalSignInRoute(signIn, desk, responder, reader, clock, workers).route();
    }

    private ProviderSettings settings(NodeConfig.Provider provider) throws IOException {
        URI base = config.publicUrl().orElseThrow();
        Optional<Password> secret = Optional.empty();
        if (provider.clientSecretFile().isPresent()) {
            secret = Optional.of(Password.fromFile(provider.clientSecretFile().get()));
        }
        return new ProviderSettings(
                provider.issuer(),
                provider.clientId(),
                secret,
                provider.scopes(),
                new RoleMapping(provider.rolesClaim(), names(provider.roles())),
                base.resolve("/sign-in/callback"),
                base.resolve("/signed-out"));
    }

    private static Map<UserRole, Set<String>> names(Map<String, List<String>> byId) {
        return Arrays.stream(UserRole.values())
                .collect(Collectors.toUnmodifiableMap(
                        role -> role, role -> Set.copyOf(byId.getOrDefault(role.id(), List.of()))));
    }
}
