package io.mistnet.simulator.evaluation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The file {@code account,bank,initial_risk,result} of an evaluation's private arm, in the order of the accounts. */
public final class ResultsFile {

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setHeader("account", "bank", "initial_risk", "result")
            .setRecordSeparator('\n')
            .get();

    private ResultsFile() {}

    /** Writes the file; one that is there is overwritten. */
    public static void write(EvaluationReport report, Path file) throws IOException {
        PooledData data = report.data();
        double[] result = report.result(Arm.PRIVATE);
        try (CSVPrinter out = new CSVPrinter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), FORMAT)) {
            for (int i = 0; i < result.length; i++) {
                out.printRecord(
                        data.accounts().get(i),
                        data.banks().get(data.graph().bank()[i]),
                        number(report.suspicion().initialRisk()[i]),
                        number(result[i]));
            }
        }
    }

    /** Whole numbers, such as flags and bands, without a fraction. */
    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
