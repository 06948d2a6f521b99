package io.mistnet.node.cli.user;

import io.mistnet.node.DataFolder;
import io.mistnet.node.access.local.LocalAccounts;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.config.NodeConfigFile;
import io.mistnet.node.relational.DatabaseSettings;
import io.mistnet.node.relational.RelationalDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine.Option;

/** Whose accounts. */
final class AccountsOptions {

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The node's node.conf.")
    private Path config;

    /** What is done with the accounts. */
    interface Work {

        int with(LocalAccounts accounts) throws IOException;
    }

    /** Does it. */
    int with(Work work) throws IOException {
        NodeConfig node = NodeConfigFile.read(config);
        DataFolder.prepare(node.dataDirectory());
        try (RelationalDatabase database = RelationalDatabase.open(DatabaseSettings.of(node))) {
            return work.with(new LocalAccounts(database, Clock.systemUTC(), new SecureRandom()));
        }
    }

    /** @throws IOException where people sign in elsewhere, and an account would be of no use */
    void requireUsed() throws IOException {
        if (NodeConfigFile.read(config).console().provider().isPresent()) {
            throw new IOException(
                    "%s names a provider, where people have their accounts; without mistnet.console.provider.issuer they have them here"
                            .formatted(config));
        }
    }
}
