package io.mistnet.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.config.NodeConfigFile;
import io.mistnet.node.identity.KeyMaterial;
import io.mistnet.node.identity.Password;
import io.mistnet.node.lookup.AskerRole;
import io.mistnet.node.network.NetworkFile;
import io.mistnet.node.trial.TrialFolder;
import io.mistnet.node.trial.TrialLookup;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The nodes of a trial network that have a part in the lookup: bank-1, fiu and police hold the key, of which two evaluate; registry is the host. Their files are those that `mistnet network init` writes. */
final class LookupNodes implements AutoCloseable {

    static final List<String> HOLDERS = List.of("bank-1", "fiu", "police");
    static final String HOST = "registry";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TrialNetwork trial;
    private final TrialFolder files;
    private final Path folder;
    private final Map<String, MistnetNode> running = new HashMap<>();

    LookupNodes(Path folder) throws Exception {
        this.folder = folder;
        trial = Trials.withLookup(1, TrialLookup.plan(2000, 64));
        files = new TrialFolder(folder, new SecureRandom());
        files.write(trial, "localhost:1");
    }

    Path networkFile() {
        return folder.resolve(TrialFolder.NETWORK_FILE);
    }

    Path nodeConfig(String institution) {
        return files.nodeConfig(institution);
    }

    void startAll() throws Exception {
        for (String holder : HOLDERS) {
            start(holder);
        }
        start(HOST);
        awaitReady();
    }

    void start(String institution) throws Exception {
        NodeConfig config = NodeConfigFile.read(nodeConfig(institution));
        Password password = Password.fromFile(config.keys().passwordFile().orElseThrow());
        running.put(
                institution,
                MistnetNode.start(
                        config,
                        NetworkFile.read(config.networkFile()),
                        KeyMaterial.read(config.keys().keyStore(), password, institution)
                                .identity(),
                        password,
                        Clock.systemUTC()));
    }

    void stop(String institution) {
        Objects.requireNonNull(running.remove(institution)).close();
    }

    /** Waits until the holders have their key and the host its table. */
    void awaitReady() throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        while (!isReady()) {
            assertThat(Instant.now()).as("in time").isBefore(end);
            Thread.sleep(100);
        }
    }

    private boolean isReady() throws Exception {
        for (String institution : running.keySet()) {
            URI uri = URI.create(
                    "http://127.0.0.1:%d/health/ready".formatted(trial.plan().httpPort(institution)));
            byte[] body = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray())
                    .body();
            for (JsonNode component : JSON.readTree(body).path("components")) {
                boolean isOfLookup = component.path("name").asText().startsWith("lookup");
                if (isOfLookup && !component.path("state").asText().equals("up")) {
                    return false;
                }
            }
        }
        return true;
    }

    AskerRole asker(String institution) {
        return Objects.requireNonNull(running.get(institution)).asker().orElseThrow();
    }

    @Override
    public void close() {
        running.values().forEach(MistnetNode::close);
    }
}
