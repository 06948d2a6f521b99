package io.mistnet.node;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.node.access.Access;
import io.mistnet.node.access.Permission;
import io.mistnet.node.access.UserRole;
import io.mistnet.node.access.local.AccountName;
import io.mistnet.node.access.local.LocalAccounts;
import io.mistnet.node.access.local.NewPassword;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.config.NodeConfigFile;
import io.mistnet.node.console.Console;
import io.mistnet.node.console.ConsoleSection;
import io.mistnet.node.console.ConsoleWorkers;
import io.mistnet.node.console.Visit;
import io.mistnet.node.console.signin.Browser;
import io.mistnet.node.relational.RelationalDatabase;
import io.mistnet.node.window.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;

/** A console's real entrance, at a free port of loopback, before one section for analysts that echoes. */
public final class TestEntrance implements AutoCloseable {

    public static final String PASSWORD = "correct horse battery";

    private static final String LEAST = """
            mistnet {
              institution = bank-1
              network-file = "network.conf"
              identity { key-store = identity.p12, password-file = password }
              kafka { bootstrap-servers = "kafka:9092" }
            }
            """;

    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "test-entrance");
    private final Resources resources = new Resources();
    private final List<Access> accesses = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LocalAccounts accounts;
    private final ServerBinding binding;
    private volatile boolean broken;

    /** Shows what it was asked for, and by whom. */
    private record Echo() implements ConsoleSection {

        @Override
        public String path() {
            return "alerts";
        }

        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.READ_ALERTS);
        }

        @Override
        public Route route(Visit visit) {
            return Directives.complete(visit.user().name() + " sees "
                    + visit.user().roles() + " csrf=" + visit.visitor().csrfToken());
        }
    }

    /**
     * Starts it.
     *
     * @param console lines for the section {@code mistnet.console} of node.conf; {@code @console@} in it is the address
     */
    public TestEntrance(Path folder, RelationalDatabase database, InstantSource clock, String console)
            throws Exception {
        this(folder, database, clock, console, FreePorts.one());
    }

    /** The same, at a port that others were told already. */
    public TestEntrance(Path folder, RelationalDatabase database, InstantSource clock, String console, int port)
            throws Exception {
        String address = "http://localhost:" + port;
        Path file = folder.resolve("node.conf");
        Files.writeString(file, LEAST + "mistnet.console {\n" + console.replace("@console@", address) + "\n}\n");
        NodeConfig config = NodeConfigFile.read(file);
        accounts = new LocalAccounts(database, clock, new SecureRandom());
        ConsoleEntrance entrance =
                new ConsoleEntrance(config.console(), database, this::write, meters, clock, resources);
        ConsoleWorkers workers = new ConsoleWorkers();
        resources.add("the console's threads", workers);
        binding = Http.get(system)
                .newServerAt("localhost", port)
                .bind(Console.routes(
                        system,
                        entrance.protection(),
                        entrance.routes(system),
                        List.of(responder -> new Echo()),
                        workers,
                        meters))
                .toCompletableFuture()
                .get();
    }

    /** With accounts of its own. */
    public TestEntrance(Path folder, RelationalDatabase database, InstantSource clock) throws Exception {
        this(folder, database, clock, "");
    }

    public static SettableClock clock() {
        return new SettableClock(Instant.parse("2026-03-02T08:00:00Z"));
    }

    /** Makes an account with the password of all. */
    public void account(String name, UserRole... roles) {
        AccountName account = new AccountName(name);
        accounts.add(account, "Display of " + name, Set.of(roles), NewPassword.of(PASSWORD.toCharArray(), account));
    }

    public LocalAccounts accounts() {
        return accounts;
    }

    public URI address() {
        return URI.create("http://localhost:" + binding.localAddress().getPort() + "/");
    }

    /** A browser that was never here. */
    public Browser browser() {
        return new Browser(address());
    }

    public List<Access> accesses() {
        return List.copyOf(accesses);
    }

    public double counted(String meter, String... tags) {
        return meters.get(meter).tags(tags).counter().count();
    }

    /** From now on the audit log cannot be written. */
    public void breakLog() {
        broken = true;
    }

    @Override
    public void close() {
        binding.unbind();
        system.terminate();
        resources.close();
    }

    private void write(Access access) {
        if (broken) {
            throw new UncheckedIOException(new IOException("the disk is full"));
        }
        accesses.add(access);
    }
}
