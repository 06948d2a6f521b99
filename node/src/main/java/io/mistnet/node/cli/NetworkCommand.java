package io.mistnet.node.cli;

import picocli.CommandLine.Command;

/** {@code mistnet network}: what the network file needs. */
@Command(
        name = "network",
        description = "Writes and checks network files and keys.",
        mixinStandardHelpOptions = true,
        subcommands = {NetworkInitCommand.class, NetworkCheckCommand.class, NetworkRenewCommand.class})
public final class NetworkCommand {}
