package io.mistnet.simulator.benchmark.lookup;

import io.mistnet.node.request.RequestKind;
import java.util.List;

/**
 * What the host's process tells of itself.
 *
 * @param kernel that its scans run on
 * @param threads of one scan
 * @param loadSeconds from opening the store until all records were loaded
 * @param loadCpuSeconds CPU time of the process meanwhile
 * @param peakRssBytes the most memory that the process ever held, its heap included
 * @param heapBytes what the JVM's heap has taken of it at most
 * @param served what it served since it was asked the last time
 */
record HostFigures(
        String kernel,
        int threads,
        double loadSeconds,
        double loadCpuSeconds,
        long peakRssBytes,
        long heapBytes,
        List<Served> served) {

    /** The requests of one kind. */
    List<Served> served(RequestKind kind) {
        return served.stream().filter(one -> one.kind() == kind).toList();
    }
}
