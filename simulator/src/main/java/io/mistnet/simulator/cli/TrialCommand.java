package io.mistnet.simulator.cli;

import io.mistnet.node.network.NetworkFile;
import io.mistnet.simulator.demo.BrokerFolder;
import io.mistnet.simulator.demo.TrialTraffic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mistnet trial}: what surrounds a trial network in containers, and a real one has already. */
@Command(
        name = "trial",
        hidden = true,
        description = "What a network in containers needs beside its nodes; docker/compose.yml uses it.",
        mixinStandardHelpOptions = true,
        subcommands = {TrialCommand.Broker.class, TrialCommand.Topics.class, TrialCommand.Replay.class})
final class TrialCommand {

    /** {@code mistnet trial broker}. */
    @Command(name = "broker", description = "Runs a Kafka broker.", mixinStandardHelpOptions = true)
    static final class Broker implements Callable<Integer> {

        @Option(names = "--data", required = true, description = "The folder for its data.")
        private Path data;

        @Option(names = "--listen", defaultValue = "0.0.0.0:9092", description = "Where it listens.")
        private String listen;

        @Option(names = "--advertise", required = true, description = "How clients reach it, host:port.")
        private String advertised;

        @Option(names = "--property", description = "A further setting of the broker, name=value.")
        private Map<String, String> properties = Map.of();

        @Override
        public Integer call() throws IOException {
            Path file = new BrokerFolder(data, listen, advertised, "127.0.0.1:9093", properties).prepare();
            kafka.Kafka.main(new String[] {file.toString()});
            return 0;
        }
    }

    private static final class Place {

        @Option(names = "--network", required = true, description = "The network file.")
        private Path network;

        @Option(names = "--bootstrap-servers", required = true, description = "The banks' Kafka.")
        private String kafka;

        private TrialTraffic traffic() throws IOException {
            return new TrialTraffic(NetworkFile.read(network), kafka);
        }
    }

    /** {@code mistnet trial topics}. */
    @Command(
            name = "topics",
            description = "Creates the topics of all banks, once Kafka answers.",
            mixinStandardHelpOptions = true)
    static final class Topics implements Callable<Integer> {

        @Mixin
        private Place place;

        @Override
        public Integer call() throws IOException, InterruptedException {
            place.traffic().createTopics();
            return 0;
        }
    }

    /** {@code mistnet trial replay}. */
    @Command(
            name = "replay",
            description = "Sends made-up transfers, with mule chains across banks.",
            mixinStandardHelpOptions = true)
    static final class Replay implements Callable<Integer> {

        @Mixin
        private Place place;

        @Option(names = "--duration", defaultValue = "300", description = "For so many seconds.")
        private long seconds;

        @Option(names = "--seed", defaultValue = "1", description = "What they are made from.")
        private long seed;

        @Override
        public Integer call() throws IOException {
            place.traffic().replay(Duration.ofSeconds(seconds), seed);
            return 0;
        }
    }
}
