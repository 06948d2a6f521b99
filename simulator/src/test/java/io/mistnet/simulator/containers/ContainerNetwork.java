package io.mistnet.simulator.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import com.github.dockerjava.api.model.Volume;
import io.mistnet.simulator.network.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;

/** Three banks that compute, each a container of the built image, and a Kafka broker of the trial image. Keys and data of all are in one volume: each finds its own there again after it was killed. */
final class ContainerNetwork implements AutoCloseable {

    static final List<String> BANKS = List.of("bank-1", "bank-2", "bank-3");

    private static final String NODE_IMAGE = "mistnet/node:latest";
    private static final String TRIAL_IMAGE = "mistnet/trial:latest";
    private static final String FOLDER = "/var/lib/mistnet";
    private static final int INTERNAL_KAFKA = 9092;
    private static final int EXTERNAL_KAFKA = 9094;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String INIT = """
            umask 077
            /opt/mistnet/bin/mistnet network init --out trial --banks 3 --hosts '{institution}' --no-lookup --bootstrap-servers kafka:9092
            port=9400
            for bank in bank-1 bank-2 bank-3; do
              echo "mistnet.links { listen-control = '0.0.0.0:$port', listen-shares = '0.0.0.0:$((port + 1))' }" | tr "'" '"' >>trial/$bank/node.conf
              port=$((port + 5))
              echo 'mistnet { http.host = "0.0.0.0", console.enabled = false, kafka.topics.risk-scores = "mistnet.risk-scores" }' >>trial/$bank/node.conf
            done
            """;

    private final DockerClient docker = DockerClientFactory.lazyClient();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String volume = "mistnet-test-" + UUID.randomUUID();
    private final Network network = Network.newNetwork();
    private final Map<String, GenericContainer<?>> containers = new LinkedHashMap<>();
    private final Map<String, Integer> httpPorts = new LinkedHashMap<>();
    private final int kafkaPort;

    private ContainerNetwork() throws IOException {
        kafkaPort = FreePorts.inARow(1 + BANKS.size());
        for (int i = 0; i < BANKS.size(); i++) {
            httpPorts.put(BANKS.get(i), kafkaPort + 1 + i);
        }
    }

    /** Starts all; where there is no engine, or no image was built, the tests are skipped. */
    static ContainerNetwork start() throws IOException {
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(), "no Docker engine answers: start dockerd");
        for (String image : List.of(NODE_IMAGE, TRIAL_IMAGE)) {
            Assumptions.assumeTrue(isBuilt(image), image + " is not there: docker/build makes it");
        }
        ContainerNetwork containers = new ContainerNetwork();
        try {
            containers.makeKeys();
            containers.startKafka();
            for (int i = 0; i < BANKS.size(); i++) {
                containers.startNode(BANKS.get(i), 9402 + 5 * i);
            }
            return containers;
        } catch (RuntimeException | Error e) {
            containers.close();
            throw e;
        }
    }

    private static boolean isBuilt(String image) {
        try {
            DockerClientFactory.lazyClient().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private void makeKeys() {
        try (GenericContainer<?> init = container(NODE_IMAGE)
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(PATIENCE))
                .withCreateContainerCmdModifier(command -> confine(command)
                        .withEntrypoint("/usr/bin/busybox", "sh", "-ec", INIT)
                        .withCmd())) {
            init.start();
        }
    }

    private void startKafka() {
        run(
                "kafka",
                TRIAL_IMAGE,
                EXTERNAL_KAFKA,
                kafkaPort,
                List.of(
                        "trial",
                        "broker",
                        "--data",
                        FOLDER + "/kafka",
                        "--advertise",
                        "kafka:" + INTERNAL_KAFKA,
                        "--property",
                        "listeners=PLAINTEXT://0.0.0.0:%d,HOST://0.0.0.0:%d,CONTROLLER://127.0.0.1:9093"
                                .formatted(INTERNAL_KAFKA, EXTERNAL_KAFKA),
                        "--property",
                        "advertised.listeners=PLAINTEXT://kafka:%d,HOST://localhost:%d"
                                .formatted(INTERNAL_KAFKA, kafkaPort),
                        "--property",
                        "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,HOST:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "--property",
                        "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "--property",
                        "allow.everyone.if.no.acl.found=true"));
    }

    private void startNode(String bank, int port) {
        run(
                bank,
                NODE_IMAGE,
                port,
                Objects.requireNonNull(httpPorts.get(bank)),
                List.of("node", "--config", FOLDER + "/trial/" + bank + "/node.conf"));
    }

    /** The host's port is the same after a restart. */
    private void run(String name, String image, int port, int hostPort, List<String> command) {
        GenericContainer<?> container = container(image)
                .withNetwork(network)
                .withNetworkAliases(name)
                .withCommand(command.toArray(String[]::new))
                .withEnv("MISTNET_HTTP_PORT", String.valueOf(port))
                .withEnv("MISTNET_JAVA_OPTS", "-Xmx320m -XX:TieredStopAtLevel=1")
                .withExposedPorts(port)
                .withCreateContainerCmdModifier(create -> hostConfig(confine(create))
                        .withPortBindings(
                                new PortBinding(Binding.bindIpAndPort("127.0.0.1", hostPort), new ExposedPort(port))));
        containers.put(name, container);
        container.start();
    }

    private GenericContainer<?> container(String image) {
        return new GenericContainer<>(DockerImageName.parse(image)).withImagePullPolicy(name -> false);
    }

    /** As the compose file and the chart run it. */
    private CreateContainerCmd confine(CreateContainerCmd create) {
        hostConfig(create)
                .withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges:true"))
                .withBinds(new Bind(volume, new Volume(FOLDER)));
        return create;
    }

    private static HostConfig hostConfig(CreateContainerCmd create) {
        return Objects.requireNonNull(create.getHostConfig());
    }

    /** Where the test reaches Kafka. */
    String kafka() {
        return "localhost:" + kafkaPort;
    }

    String networkFile() {
        return get("bank-1")
                .copyFileFromContainer(
                        FOLDER + "/trial/network.conf",
                        stream -> new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    }

    /** {@code healthy} once the image's own check says so. */
    String healthOf(String name) {
        return String.valueOf(docker.inspectContainerCmd(id(name))
                .exec()
                .getState()
                .getHealth()
                .getStatus());
    }

    void kill(String name) {
        docker.killContainerCmd(id(name)).exec();
    }

    void startAgain(String name) {
        docker.startContainerCmd(id(name)).exec();
    }

    void restart(String name) {
        docker.restartContainerCmd(id(name)).exec();
    }

    void disconnect(String name) {
        docker.disconnectFromNetworkCmd()
                .withNetworkId(network.getId())
                .withContainerId(id(name))
                .withForce(true)
                .exec();
    }

    void connect(String name) {
        docker.connectToNetworkCmd()
                .withNetworkId(network.getId())
                .withContainerId(id(name))
                .withContainerNetwork(new com.github.dockerjava.api.model.ContainerNetwork().withAliases(name))
                .exec();
    }

    /** The sum of all samples of a metric whose labels contain a text; less than 0 where the node does not answer. */
    double metric(String bank, String name, String label) {
        String page;
        try {
            page = ask(bank, "/metrics").body();
        } catch (IOException e) {
            return -1;
        }
        return page.lines()
                .filter(line -> (line.startsWith(name + " ") || line.startsWith(name + "{")) && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** The same, of a node that answers within a minute. */
    double metricOnceAnswered(String bank, String name, String label) throws InterruptedException {
        AtomicReference<Double> sum = new AtomicReference<>(-1.0);
        await(bank + " answers", () -> sum.updateAndGet(unanswered -> metric(bank, name, label)) >= 0);
        return sum.get();
    }

    private HttpResponse<String> ask(String bank, String path) throws IOException {
        URI uri = URI.create("http://127.0.0.1:%d%s".formatted(httpPorts.get(bank), path));
        try {
            return http.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(3)).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Waits until it is so. */
    void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within %d s: %s%n%s".formatted(PATIENCE.toSeconds(), what, logs()));
            }
            Thread.sleep(200);
        }
    }

    /** The last lines of all containers. */
    private String logs() {
        StringBuilder text = new StringBuilder();
        containers.forEach((name, container) -> {
            List<String> lines = container.getLogs().lines().toList();
            text.append(name)
                    .append(":\n")
                    .append(String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size())))
                    .append('\n');
        });
        return text.toString();
    }

    private String id(String name) {
        return get(name).getContainerId();
    }

    private GenericContainer<?> get(String name) {
        return Objects.requireNonNull(containers.get(name), name);
    }

    @Override
    public void close() {
        containers.values().forEach(GenericContainer::stop);
        network.close();
        try {
            docker.removeVolumeCmd(volume).exec();
        } catch (NotFoundException e) {
            // nothing was started
        }
    }
}
