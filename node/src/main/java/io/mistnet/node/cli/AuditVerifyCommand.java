package io.mistnet.node.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.node.audit.Anchor;
import io.mistnet.node.audit.AuditLog;
import io.mistnet.node.audit.AuditReport;
import io.mistnet.node.audit.AuditVerification;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.config.NodeConfigFile;
import io.mistnet.node.network.NetworkFile;
import io.mistnet.node.network.SigningKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code mistnet audit verify}: says whether an audit log is what was written. Exit status 0 where it is, 1 where not or where it cannot be read. */
@Command(
        name = "verify",
        description = "Says whether an audit log is what was written, and if not, where it breaks.",
        mixinStandardHelpOptions = true)
final class AuditVerifyCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Source source;

    @Option(
            names = "--key",
            paramLabel = "BASE64",
            converter = KeyConverter.class,
            description = "The institution's signing-key, as the network file has it. Needed with FILE.")
    private @Nullable SigningKey key;

    @Option(
            names = "--expect",
            paramLabel = "NUMBER:SHA256",
            converter = AnchorConverter.class,
            description =
                    "A line that the log is known to have: the node logs one as 'audit head=' with every signed head.")
    private List<Anchor> known = List.of();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** Which log. */
    private static final class Source {

        @Parameters(index = "0", paramLabel = "FILE", description = "The log's folder, or one file of it.")
        private @Nullable Path file;

        @Option(names = "--config", paramLabel = "FILE", description = "The node.conf of the node that writes the log.")
        private @Nullable Path config;
    }

    @Override
    public Integer call() throws IOException {
        AuditReport report = report();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(asJson(report));
        } else {
            print(report, out);
        }
        report.broken().ifPresent(place -> spec.commandLine().getErr().println("audit log broken: " + place));
        return report.isIntact() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private AuditReport report() throws IOException {
        if (source.config != null) {
            NodeConfig config = NodeConfigFile.read(source.config);
            SigningKey listed = NetworkFile.read(config.networkFile())
                    .find(config.institution())
                    .map(institution -> institution.keys().signing())
                    .orElseThrow(() -> new IOException(
                            "%s has no institution %s".formatted(config.networkFile(), config.institution())));
            return AuditVerification.verify(
                    config.dataDirectory().resolve(AuditLog.FOLDER), key == null ? listed : key, known);
        }
        if (source.file == null || key == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "with FILE, --key is needed: the institution's signing-key from the network file");
        }
        return AuditVerification.verify(source.file, key, known);
    }

    private static void print(AuditReport report, PrintWriter out) {
        out.println("%s: %d entries in %d lines%s"
                .formatted(
                        report.isIntact() ? "intact" : "up to the break",
                        report.entries(),
                        report.lines(),
                        report.first()
                                .flatMap(first -> report.last().map(last -> " from %s to %s".formatted(first, last)))
                                .orElse("")));
        out.println("last line: %s".formatted(report.head()));
        if (report.startsAt() > 0) {
            out.println("begins with line %d; what was before it was not looked at".formatted(report.startsAt()));
        }
        if (report.unsigned() > 0) {
            out.println("the last %d lines have no signed head yet: whoever can write the file could have changed them"
                    .formatted(report.unsigned()));
        }
        if (report.repairs() > 0) {
            out.println(
                    "%d times an incomplete last line was cut off at a start of the node".formatted(report.repairs()));
        }
        if (report.incomplete() > 0) {
            out.println("%d bytes after the last line are incomplete; the node cuts them off at its next start"
                    .formatted(report.incomplete()));
        }
    }

    private static String asJson(AuditReport report) throws JsonProcessingException {
        ObjectNode object = JSON.createObjectNode()
                .put("intact", report.isIntact())
                .put("entries", report.entries())
                .put("lines", report.lines())
                .put("starts_at", report.startsAt())
                .put("unsigned", report.unsigned())
                .put("repairs", report.repairs())
                .put("incomplete_bytes", report.incomplete())
                .put("first", report.first().map(Object::toString).orElse(null))
                .put("last", report.last().map(Object::toString).orElse(null))
                .put("head", report.head().hex());
        report.broken()
                .ifPresent(place -> object.putObject("broken")
                        .put("kind", place.id())
                        .put("file", place.file().toString())
                        .put("line", place.line())
                        .put("explanation", place.explanation()));
        return JSON.writeValueAsString(object);
    }

    /** Reads a key. */
    static final class KeyConverter implements ITypeConverter<SigningKey> {

        @Override
        public SigningKey convert(String text) {
            try {
                return new SigningKey(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("expected an Ed25519 public key in base64: " + e.getMessage());
            }
        }
    }

    /** Reads an anchor. */
    static final class AnchorConverter implements ITypeConverter<Anchor> {

        @Override
        public Anchor convert(String text) {
            try {
                return Anchor.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
