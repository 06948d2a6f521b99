package io.mistnet.node.trial;

import io.mistnet.node.config.NodeConfigFile;
import io.mistnet.node.identity.KeyMaterial;
import io.mistnet.node.identity.Password;
import io.mistnet.node.identity.SupervisorKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;

/**
 * The files of a trial network: {@code network.conf}, and for each institution a folder with {@code node.conf}, {@code identity.p12} and {@code password}; for an institution that asks lookups also
 * its supervisor's {@code supervisor.p12} and {@code supervisor-password}.
 */
public final class TrialFolder {

    /** The name of the network file. */
    public static final String NETWORK_FILE = "network.conf";

    private static final String NODE_FILE = "node.conf";
    private static final String LOCAL_KAFKA = "localhost:9092";
    private static final int HTTP_PORT = 9480;
    private static final int CONSOLE_PORT = 9481;
    private static final String KEY_STORE = "identity.p12";
    private static final String PASSWORD = "password";
    private static final String SUPERVISOR_KEY_STORE = "supervisor.p12";
    private static final String SUPERVISOR_PASSWORD = "supervisor-password";

    private final Path folder;
    private final SecureRandom random;

    public TrialFolder(Path folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
    }

    /**
     * Writes all files.
     *
     * @param bootstrapServers the Kafka of all institutions in the trial
     * @throws FileAlreadyExistsException where there is a network already: nothing is overwritten
     */
    public void write(TrialNetwork trial, String bootstrapServers) throws IOException, GeneralSecurityException {
        Path networkFile = folder.resolve(NETWORK_FILE);
        if (Files.exists(networkFile)) {
            throw new FileAlreadyExistsException(
                    networkFile.toString(), null, "there is a network already; choose another folder");
        }
        for (TrialPlan.Member member : trial.plan().members()) {
            KeyMaterial keys = trial.keys().get(member.id());
            if (keys != null) {
                writeKeys(folder.resolve(member.id()), keys);
            }
            Files.writeString(
                    nodeConfig(member.id()),
                    configuration(
                            member.id(),
                            "../" + NETWORK_FILE,
                            member.id() + ".",
                            bootstrapServers,
                            member.httpPort(),
                            member.consolePort()));
        }
        for (Map.Entry<String, SupervisorKey> supervisor : trial.supervisors().entrySet()) {
            writeSupervisor(folder.resolve(supervisor.getKey()), supervisor.getValue());
        }
        Files.writeString(networkFile, trial.networkFile());
    }

    /** Writes the keys of one institution of a real network, and its {@code node.conf} to be completed, which expects the network file beside it. */
    public void writeOne(String institution, KeyMaterial keys) throws IOException, GeneralSecurityException {
        writeKeys(folder, keys);
        Files.writeString(
                folder.resolve(NODE_FILE),
                configuration(institution, NETWORK_FILE, "", LOCAL_KAFKA, HTTP_PORT, CONSOLE_PORT));
    }

    /** Writes the key of the institution's supervisor, to be handed to that person. */
    public void writeSupervisor(SupervisorKey key) throws IOException, GeneralSecurityException {
        writeSupervisor(folder, key);
    }

    private static String configuration(
            String institution,
            String networkFile,
            String kafkaPrefix,
            String bootstrapServers,
            int httpPort,
            int consolePort) {
        return NodeConfigFile.render(Map.of(
                "institution",
                institution,
                "network-file",
                networkFile,
                "key-store",
                KEY_STORE,
                "password-file",
                PASSWORD,
                "kafka-prefix",
                kafkaPrefix,
                "bootstrap-servers",
                bootstrapServers,
                "http-port",
                String.valueOf(httpPort),
                "console-port",
                String.valueOf(consolePort)));
    }

    /** Writes the key store and a new password for it into {@code directory}. */
    private void writeKeys(Path directory, KeyMaterial keys) throws IOException, GeneralSecurityException {
        Files.createDirectories(directory);
        Password password = Password.random(random);
        password.writeTo(directory.resolve(PASSWORD));
        keys.writeTo(directory.resolve(KEY_STORE), password);
    }

    private void writeSupervisor(Path directory, SupervisorKey key) throws IOException, GeneralSecurityException {
        Password password = Password.random(random);
        password.writeTo(directory.resolve(SUPERVISOR_PASSWORD));
        key.writeTo(directory.resolve(SUPERVISOR_KEY_STORE), password);
    }

    /** The {@code node.conf} of one institution. */
    public Path nodeConfig(String institution) {
        return folder.resolve(institution).resolve(NODE_FILE);
    }
}
