package io.mistnet.node.cli.lookup;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.connectors.selector.InvalidSelectorException;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.authorisation.Purpose;
import io.mistnet.node.lookup.http.LookupMessages.Answer;
import io.mistnet.node.lookup.http.LookupMessages.Approval;
import io.mistnet.node.lookup.http.LookupMessages.Look;
import io.mistnet.node.lookup.http.Selectors;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mistnet lookup}: looks selectors up in the shared database, through the institution's own node. */
@Command(
        name = "lookup",
        description = {
            "Looks a phone number, an account or the like up in the shared database, through your institution's own node.",
            "Nobody else learns what is asked, or what is found."
        },
        mixinStandardHelpOptions = true)
public final class LookupCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private OwnNodeOptions node;

    @Mixin
    private CaseOptions grounds;

    @ArgGroup(multiplicity = "1")
    private What what;

    @Mixin
    private SupervisorOptions supervisor;

    @Option(names = "--json", description = "Print one JSON object; all else goes to standard error.")
    private boolean json;

    private static final class What {

        @ArgGroup(exclusive = false)
        private @Nullable SelectorOptions one;

        @Option(
                names = "--batch",
                paramLabel = "FILE",
                description = "A CSV file with a row 'type,selector' for each; asked all at once.")
        private @Nullable Path batch;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, GeneralSecurityException {
        if (what.batch != null) {
            return batch(what.batch);
        }
        if (what.one == null) {
            throw new ParameterException(spec.commandLine(), "give --type and --selector, or --batch");
        }
        Selector selector = what.one.selector(spec.commandLine(), grounds.region());
        return one(selector);
    }

    private int one(Selector selector) throws IOException, InterruptedException, GeneralSecurityException {
        OwnNode own = node.node();
        Approval approval = supervisor.approve(own, grounds, Purpose.ASK, 1);
        Answer answer = own.ask(
                "lookups",
                new Look(
                        grounds.user(),
                        grounds.caseReference(),
                        grounds.basis(),
                        selector.type().id(),
                        selector.canonical(),
                        null,
                        approval),
                Answer.class);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(answer));
        } else {
            out.println(AnswerText.table(answer.records(), answer.unreadable()));
            if (!answer.records().isEmpty()) {
                out.println(AnswerText.AS_WRITTEN);
            }
            out.println(AnswerText.revealed(answer.revealed(), own, grounds.caseReference(), answer.seconds()));
        }
        return ExitCode.OK;
    }

    private int batch(Path file) throws IOException, InterruptedException, GeneralSecurityException {
        List<AskedLine> asked = read(file);
        OwnNode own = node.node();
        List<Selector> selectors = asked.stream().map(AskedLine::selector).toList();
        Approval approval = supervisor.approve(own, grounds, Purpose.ASK, new HashSet<>(selectors).size());
        BatchAnswer answer = BatchAnswer.ask(
                own, grounds, selectors, approval, spec.commandLine().getErr());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer.json(asked));
        } else {
            out.println(answer.text(asked));
            out.println(AnswerText.revealed(
                    answer.end().revealed(),
                    own,
                    grounds.caseReference(),
                    answer.end().seconds()));
        }
        return ExitCode.OK;
    }

    /** @throws ParameterException where a line is no selector: nothing was sent then */
    private List<AskedLine> read(Path file) throws IOException {
        List<AskedLine> asked = new ArrayList<>();
        BadLines bad = new BadLines();
        var region = grounds.region();
        for (CsvRows.Row row : CsvRows.read(file)) {
            try {
                if (row.cells().size() != 2) {
                    throw new IllegalArgumentException("expected two columns: type,selector");
                }
                asked.add(new AskedLine(row.line(), Selectors.parse(row.cell(0), row.cell(1), region)));
            } catch (IllegalArgumentException | InvalidSelectorException e) {
                bad.add(row.line(), String.valueOf(e.getMessage()));
            }
        }
        Optional<String> problem = problem(asked, bad);
        if (problem.isPresent()) {
            bad.print(spec.commandLine().getErr());
            throw new ParameterException(spec.commandLine(), "%s: %s; nothing was sent".formatted(file, problem.get()));
        }
        return asked;
    }

    private static Optional<String> problem(List<AskedLine> asked, BadLines bad) {
        if (!bad.isEmpty()) {
            return Optional.of("%d lines are no selectors".formatted(bad.count()));
        }
        return asked.isEmpty() ? Optional.of("no selectors in it") : Optional.empty();
    }
}
