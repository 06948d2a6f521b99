package io.mistnet.node.cli.lookup;

import io.mistnet.node.authorisation.Purpose;
import io.mistnet.node.lookup.http.LookupMessages.Approval;
import io.mistnet.node.lookup.http.LookupMessages.Change;
import io.mistnet.protocols.retrieval.LabelSealing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mistnet intel import}. */
@Command(
        name = "import",
        description = "Adds the records of a CSV file: type,selector,category,date[,case_reference,contact].",
        mixinStandardHelpOptions = true)
final class IntelImportCommand implements Callable<Integer> {

    /** Records that travel in one request to the node. */
    private static final int UPLOAD = 100_000;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The CSV file, in UTF-8; a header may come first.")
    private Path file;

    @Mixin
    private OwnNodeOptions node;

    @Mixin
    private CaseOptions grounds;

    @Mixin
    private SupervisorOptions supervisor;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description =
                    "A new file for the records' ids, one line for each row; empty where the row was not added. It is written before anything is sent. Keep it: by the id a record is changed and removed.")
    private Path out;

    @Option(
            names = "--resume",
            description =
                    "Go on with an import that broke off: --out is its file. What is in the database already is not added twice.")
    private boolean resume;

    @Option(names = "--skip-bad", description = "Leave bad lines out; without it nothing is sent where there is one.")
    private boolean skipBad;

    @Override
    public Integer call() throws IOException, InterruptedException, GeneralSecurityException {
        var region = grounds.region();
        OwnNode own = node.node();
        LabelSealing labels = new LabelSealing(own.terms().parameters().slots());
        RecordFile records = RecordFile.read(file, region, labels.contentBytes());
        PrintWriter err = spec.commandLine().getErr();
        records.bad().print(err);
        if (!records.bad().isEmpty() && !skipBad) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s: %d of %d lines are bad; nothing was sent. Mend them, or leave them out with --skip-bad"
                            .formatted(
                                    file, records.bad().count(), records.rows().size()));
        }
        long count = records.rows().stream().filter(Optional::isPresent).count();
        if (count == 0) {
            throw new ParameterException(spec.commandLine(), "%s: no records in it".formatted(file));
        }
        requireOut();
        Approval approval = supervisor.approve(
                own,
                grounds,
                Purpose.CONTRIBUTE,
                count * own.terms().keyEpochs().size());
        SecureRandom random = new SecureRandom();
        ImportIds ids = resume ? ImportIds.resume(out, records, random) : ImportIds.begin(out, records, random);
        ImportResults results = new ImportResults(records, ids, err);
        send(changes(records, ids), new ChangeRequest(own, grounds, approval), ids, results);
        return report(results);
    }

    private void requireOut() {
        if (Files.exists(out) && !resume) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--out: %s exists; name a new file, or go on with the import that wrote it with --resume"
                            .formatted(out));
        }
        if (!Files.exists(out) && resume) {
            throw new ParameterException(
                    spec.commandLine(), "--resume: there is no %s; begin the import without --resume".formatted(out));
        }
    }

    private static List<Change> changes(RecordFile records, ImportIds ids) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < records.rows().size(); i++) {
            int row = i;
            records.rows().get(row).ifPresent(change -> changes.add(change.under(ids.of(row))));
        }
        return changes;
    }

    private void send(List<Change> changes, ChangeRequest request, ImportIds ids, ImportResults results)
            throws IOException, InterruptedException {
        try (ProgressDisplay progress = new ProgressDisplay(
                "Importing", changes.size(), spec.commandLine().getErr())) {
            for (int from = 0; from < changes.size(); from += UPLOAD) {
                List<Change> part = changes.subList(from, Math.min(changes.size(), from + UPLOAD));
                long before = from;
                request.send(part, results::take, done -> progress.show(before + done.done(), changes.size()));
            }
        } catch (IOException e) {
            throw new IOException(
                    "%s; %d records were added, and of %d it is not known. All their ids are in %s: go on with the same command and --resume, or remove them"
                            .formatted(e.getMessage(), results.added(), changes.size() - results.known(), out),
                    e);
        } finally {
            ids.write();
        }
    }

    private int report(ImportResults results) {
        spec.commandLine()
                .getOut()
                .println("%,d records added%s, %,d refused, %,d lines left out; ids in %s"
                        .formatted(
                                results.added(),
                                resume ? ", %,d there already".formatted(results.there()) : "",
                                results.refused(),
                                results.leftOut(),
                                out));
        return results.refused() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
