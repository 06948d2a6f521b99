package io.mistnet.simulator.benchmark.lookup;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.he.Kernel;
import io.mistnet.node.answering.DeskLimits;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.config.NodeConfigFile;
import io.mistnet.node.http.Health;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.identity.KeyMaterial;
import io.mistnet.node.identity.Password;
import io.mistnet.node.lookup.HostRole;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.NetworkFile;
import io.mistnet.node.peer.PinnedTls;
import io.mistnet.node.peer.Topology;
import io.mistnet.node.request.RequestServer;
import io.mistnet.node.request.ServerSettings;
import io.mistnet.simulator.network.ProcessFigures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Locale;

/**
 * The host of a benchmark, alone in its process: the parts of a node that has the role host and no other. Its limits are a node's, save that an asker may ask as much as any network file allows.
 *
 * <p>It loads its records, and writes a line of figures; another one for each line that it reads; at the end of its input it ends.
 */
public final class LookupHost {

    private static final int POLL_MILLIS = 20;

    private final NodeConfig config;
    private final Network network;
    private final Identity identity;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ServedRequests served = new ServedRequests(meters);

    /** @param configuration the host's {@code node.conf} */
    public LookupHost(Path configuration) throws IOException, GeneralSecurityException {
        config = NodeConfigFile.read(configuration);
        network = NetworkFile.read(config.networkFile());
        Password password = Password.fromFile(config.keys().passwordFile().orElseThrow());
        identity = KeyMaterial.read(config.keys().keyStore(), password, config.institution())
                .identity();
    }

    /** Where a host keeps its records, below its data directory. */
    static Path records(Path dataDirectory) {
        return dataDirectory.resolve("lookup").resolve("records");
    }

    /**
     * Serves until the input ends.
     *
     * @param input each line asks for a line of figures
     * @param figures one JSON object a line
     */
    public void serve(BufferedReader input, PrintWriter figures)
            throws IOException, GeneralSecurityException, InterruptedException {
        long start = System.nanoTime();
        long cpu = ProcessFigures.cpuNanos();
        try (HostRole host = open();
                RequestServer server = listen(host)) {
            awaitLoaded(host);
            double seconds = (System.nanoTime() - start) / 1e9;
            double cpuSeconds = (ProcessFigures.cpuNanos() - cpu) / 1e9;
            do {
                figures.println(new ObjectMapper().writeValueAsString(figures(seconds, cpuSeconds)));
                figures.flush();
            } while (input.readLine() != null);
        }
    }

    private HostRole open() {
        DeskLimits limits =
                DeskLimits.of(config.lookup().queue(), config.lookup().keyCacheBytes(), DeskLimits.MOST_PER_HOUR);
        return new HostRole(network, identity, records(config.dataDirectory()), limits, Clock.systemUTC(), meters);
    }

    private RequestServer listen(HostRole host) throws IOException, GeneralSecurityException {
        return new RequestServer(
                new Topology(network, config.institution()),
                new PinnedTls(identity, network, Clock.systemUTC()),
                ServerSettings.of(config.lookup().threads(), config.lookup().queue()),
                network.institution(config.institution()).lookup().orElseThrow().resolve(),
                served.timed(host.handlers()),
                meters);
    }

    private static void awaitLoaded(HostRole host) throws InterruptedException {
        for (Health health = host.health().health();
                health.state() != Health.State.UP;
                health = host.health().health()) {
            if (!health.detail().startsWith("loading")) {
                throw new IllegalStateException(health.detail());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private HostFigures figures(double loadSeconds, double loadCpuSeconds) {
        return new HostFigures(
                Kernel.best().name().toLowerCase(Locale.ROOT),
                Runtime.getRuntime().availableProcessors(),
                loadSeconds,
                loadCpuSeconds,
                ProcessFigures.peakRssBytes(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted(),
                served.take());
    }
}
