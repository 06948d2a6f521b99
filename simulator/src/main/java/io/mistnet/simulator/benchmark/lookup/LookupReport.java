package io.mistnet.simulator.benchmark.lookup;

import io.mistnet.he.Parameters;
import io.mistnet.he.SealVersion;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.TableLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@link LookupBenchmark} measured.
 *
 * @param filling what the records cost before they were in memory
 * @param loaded the host when it had loaded them
 * @param singles single queries as the host served them
 * @param measured what the asker saw, and the host's batches and updates
 * @param parts what the asker and a holder compute by themselves
 * @param batch selectors of one batch
 * @param host the host at the end
 * @param streamBytesPerSecond what the memory gives to as many threads as one scan has
 */
record LookupReport(
        int records,
        LookupParameters parameters,
        StoreFilling.Cost filling,
        HostFigures loaded,
        List<Served> singles,
        LookupMeasurement measured,
        AskerFigures parts,
        int batch,
        HostFigures host,
        double streamBytesPerSecond) {

    private static final int RESIDUE_BYTES = 6;

    /** The figures under the names that the command line promises. */
    Map<String, Object> figures() {
        TableLayout layout = parameters.layout();
        Samples server = Samples.of(singles.stream().map(Served::seconds).toList());
        Map<String, Double> stages = stages();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("records", records);
        figures.put("label_bytes", parameters.labelBytes());
        figures.put("occurrences", parameters.occurrences());
        figures.put("columns", layout.columns());
        figures.put("rows", layout.rows());
        figures.put("groups", layout.groups());
        figures.put(
                "fill", (double) records / layout.buckets() / parameters.slots().perBucket());
        figures.put("threads", host.threads());
        figures.put("cores", Runtime.getRuntime().availableProcessors());
        figures.put("kernel", host.kernel());
        figures.put("seal", SealVersion.linked());
        figures.put("build_cpu_s", filling.storeCpuSeconds() + loaded.loadCpuSeconds());
        figures.put("store_cpu_s", filling.storeCpuSeconds());
        figures.put("load_cpu_s", loaded.loadCpuSeconds());
        figures.put("load_s", loaded.loadSeconds());
        figures.put("seal_cpu_s", filling.sealCpuSeconds());
        figures.put("server_s", server.median());
        figures.put("server_min_s", server.least());
        figures.put("stages_s", stages);
        figures.put("scan_gb_s", tableBytes() / stages.getOrDefault("scan", 0.0) / 1e9);
        figures.put("stream_gb_s", streamBytesPerSecond / 1e9);
        figures.put("batch", batch);
        figures.put("batch_server_s", measured.batch.median() / batch);
        figures.put("update_s", measured.update.median());
        figures.put("client_s", parts.clientSeconds());
        figures.put("ask_s", measured.ask.median());
        figures.put("oprf_s", measured.oprf.median());
        figures.put("blind_us", parts.blindMicros());
        figures.put("evaluate_us", parts.evaluateMicros());
        figures.put("end_to_end_s", measured.endToEnd.median());
        figures.put("bytes_up", singles.get(0).bytesUp());
        figures.put("bytes_down", singles.get(0).bytesDown());
        figures.put("key_bytes", parameters.encryption().keyBytes());
        figures.put("table_bytes", tableBytes());
        figures.put("host_rss_bytes", host.peakRssBytes());
        figures.put("host_heap_bytes", host.heapBytes());
        figures.put("hits", measured.tally.hits());
        figures.put("misses", measured.tally.misses());
        figures.put("wrong", measured.tally.wrong());
        return figures;
    }

    private long tableBytes() {
        return (long) parameters.layout().buckets() * Parameters.DEGREE * RESIDUE_BYTES;
    }

    private Map<String, Double> stages() {
        Map<String, Double> stages = new LinkedHashMap<>();
        for (String stage : ServedRequests.STAGES) {
            stages.put(
                    stage,
                    Samples.of(singles.stream()
                                    .map(one -> one.stages().getOrDefault(stage, 0L) / 1e9)
                                    .toList())
                            .median());
        }
        return stages;
    }
}
