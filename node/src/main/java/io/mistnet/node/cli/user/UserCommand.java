package io.mistnet.node.cli.user;

import picocli.CommandLine.Command;

/** {@code mistnet user}: accounts of the console's own, for an institution without an OpenID provider. */
@Command(
        name = "user",
        description = {
            "Makes, lists and removes the accounts that people sign in to the console with, where the institution has no OpenID provider.",
            "With the database in the node's own file the node must not run meanwhile; with PostgreSQL it may."
        },
        mixinStandardHelpOptions = true,
        subcommands = {UserAddCommand.class, UserListCommand.class, UserRemoveCommand.class, UserPasswdCommand.class})
public final class UserCommand {}
