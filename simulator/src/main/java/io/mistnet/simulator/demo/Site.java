package io.mistnet.simulator.demo;

import java.net.URI;
import java.nio.file.Path;

/**
 * One institution of the demonstration, as its own people at its own machine see it.
 *
 * @param id its id in the network file
 * @param http where its node serves health, metrics and lookups
 * @param folder with its configuration, keys, data and log
 */
public record Site(String id, URI http, Path folder) {

    Path log() {
        return folder.resolve("node.log");
    }
}
