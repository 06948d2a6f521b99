package io.mistnet.node.cli;

import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.config.NodeConfigFile;
import io.mistnet.node.identity.KeyGeneration;
import io.mistnet.node.identity.KeyMaterial;
import io.mistnet.node.identity.Password;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mistnet network renew}: another TLS key and certificate for an institution, whose other keys stay. */
@Command(
        name = "renew",
        description =
                "Writes a key store with a new TLS key and certificate and the institution's other keys, and prints the line for its entry in the network file.",
        mixinStandardHelpOptions = true)
final class NetworkRenewCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The institution's node.conf.")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The new key store, which gets the same password. The old one is not touched.")
    private Path out;

    @Option(names = "--days", defaultValue = "825", description = "Days for which the certificate is valid.")
    private int days;

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        NodeConfig config = NodeConfigFile.read(file);
        Password password = Password.of(config.keys(), System.getenv());
        KeyMaterial old = KeyMaterial.read(config.keys().keyStore(), password, config.institution());
        KeyMaterial made = new KeyGeneration(new SecureRandom(), Clock.systemUTC(), Duration.ofDays(days))
                .generate(config.institution());
        KeyMaterial renewed = old.withTlsOf(made);
        renewed.writeTo(out, password);
        spec.commandLine()
                .getOut()
                .println("next-certificate = \"%s\""
                        .formatted(renewed.identity().publicKeys().certificate().hex()));
        spec.commandLine()
                .getErr()
                .println(
                        "Wrote %s. Once all institutions have a network file with the line above in the entry of %s, put it in the place of %s and restart the node."
                                .formatted(
                                        out, config.institution(), config.keys().keyStore()));
        return ExitCode.OK;
    }
}
