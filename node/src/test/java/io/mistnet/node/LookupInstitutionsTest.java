package io.mistnet.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.config.NodeConfigFile;
import io.mistnet.node.identity.Password;
import io.mistnet.node.trial.TrialFolder;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Institutions that take part in the encrypted lookup only, and in no epoch. */
class LookupInstitutionsTest {

    @TempDir
    private Path folder;

    private TrialNetwork trial;
    private TrialFolder files;

    @BeforeEach
    void aTrialNetwork() throws Exception {
        trial = Trials.withLookup(3);
        files = new TrialFolder(folder, new SecureRandom());
        files.write(trial, "localhost:1");
    }

    @Test
    void anAgencyAndTheHostEachHaveANodeThatNeedsNoKafkaAndNoComputeNode() throws Exception {
        for (String institution : new String[] {"police", "registry"}) {
            try (MistnetNode node = MistnetNode.start(
                    NodeConfigFile.read(files.nodeConfig(institution)),
                    trial.network(),
                    trial.identity(institution),
                    Password.of("of the trial"),
                    Clock.systemUTC())) {
                awaitReady(institution);
                assertThat(node.failure().toCompletableFuture()).isNotDone();
            }
        }
    }

    private void awaitReady(String institution) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        while (status(institution, "/health/ready") != 200) {
            assertThat(Instant.now()).as("ready in time").isBefore(end);
            Thread.sleep(100);
        }
    }

    private int status(String institution, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:%d%s".formatted(trial.plan().httpPort(institution), path));
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
