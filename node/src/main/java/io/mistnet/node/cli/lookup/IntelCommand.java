package io.mistnet.node.cli.lookup;

import picocli.CommandLine.Command;

/** {@code mistnet intel}: the institution's own records in the shared database. */
@Command(
        name = "intel",
        description =
                "Adds, changes and removes your institution's records in the shared database, through its own node.",
        mixinStandardHelpOptions = true,
        subcommands = {
            IntelAddCommand.class,
            IntelUpdateCommand.class,
            IntelRemoveCommand.class,
            IntelImportCommand.class
        })
public final class IntelCommand {}
