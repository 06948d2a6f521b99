package io.mistnet.node.cli;

import io.mistnet.node.MistnetNode;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.config.NodeConfigFile;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.identity.KeyMaterial;
import io.mistnet.node.identity.Password;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.NetworkFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mistnet node}: runs one institution's node until it is told to stop, by SIGTERM or Ctrl-C. */
@Command(
        name = "node",
        description = "Runs one institution's node until it is told to stop.",
        mixinStandardHelpOptions = true)
public final class NodeCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(NodeCommand.class);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The node's configuration, node.conf; `mistnet network init` writes one.")
    private Path file;

    @Override
    public Integer call() throws IOException, GeneralSecurityException, InterruptedException {
        NodeConfig config = NodeConfigFile.read(file);
        Network network = NetworkFile.read(config.networkFile());
        Password password = Password.of(config.keys(), System.getenv());
        Identity identity = KeyMaterial.read(config.keys().keyStore(), password, config.institution())
                .identity();
        MistnetNode node = MistnetNode.start(config, network, identity, password, Clock.systemUTC());
        Thread stop = new Thread(() -> stop(node, config), "mistnet-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        LOG.info("institution={} network={} http={} started", config.institution(), network.hash(), node.httpAddress());
        String failure = await(node);
        spec.commandLine().getErr().println("mistnet node: " + failure);
        return ExitCode.SOFTWARE;
    }

    private static void stop(MistnetNode node, NodeConfig config) {
        node.close();
        LOG.info("institution={} stopped", config.institution());
    }

    /** Waits for as long as the node runs. */
    private static String await(MistnetNode node) throws InterruptedException {
        try {
            return node.failure().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
