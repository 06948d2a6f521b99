package io.mistnet.node.cli.token;

import io.mistnet.node.api.token.ApiTokens;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.config.NodeConfigFile;
import io.mistnet.node.relational.DatabaseSettings;
import io.mistnet.node.relational.RelationalDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Option;

/** The node whose tokens they are. */
final class TokenStore {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description =
                    "The node's node.conf. A node with the embedded database must be stopped; with PostgreSQL it need not be.")
    private Path config;

    /** What a command does with the tokens. */
    interface Work<T> {

        T on(ApiTokens tokens);
    }

    <T> T open(Work<T> work) throws IOException {
        NodeConfig node = NodeConfigFile.read(config);
        try (RelationalDatabase database = RelationalDatabase.open(DatabaseSettings.of(node))) {
            return work.on(new ApiTokens(database, Clock.systemUTC()));
        }
    }
}
