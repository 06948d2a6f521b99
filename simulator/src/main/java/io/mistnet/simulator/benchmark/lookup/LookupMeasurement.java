package io.mistnet.simulator.benchmark.lookup;

import io.mistnet.node.authorisation.Grounds;
import io.mistnet.node.authorisation.Purpose;
import io.mistnet.node.authorisation.SignedAuthorisation;
import io.mistnet.node.authorisation.SupervisorMissingException;
import io.mistnet.node.lookup.Disclosure;
import io.mistnet.node.lookup.HostQuestions;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.lookup.Progress;
import io.mistnet.node.oprf.EvaluationListener;
import io.mistnet.node.oprf.EvaluationTerms;
import io.mistnet.node.oprf.HoldersAwayException;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.request.RequestKind;
import io.mistnet.protocols.retrieval.FoundLabel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks a running host, and keeps what it took at either end. Every answer is counted as right or wrong. */
final class LookupMeasurement {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int WARM_UP = 50;
    private static final int EVALUATIONS = 20;
    private static final int KEY_SETS = 3;

    private final HostProcess host;
    private final LookupParties parties;
    private final int keyEpoch;
    private final QuestionSeries series;
    private final List<HostQuestions> keySets = new ArrayList<>();

    final Tally tally = new Tally();
    final Samples ask = new Samples();
    final Samples oprf = new Samples();
    final Samples endToEnd = new Samples();
    final Samples batch = new Samples();
    final Samples update = new Samples();

    LookupMeasurement(HostProcess host, LookupParties parties, int keyEpoch, QuestionSeries series) {
        this.host = host;
        this.parties = parties;
        this.keyEpoch = keyEpoch;
        this.series = series;
        for (int i = 0; i < KEY_SETS; i++) {
            keySets.add(parties.newKeySet());
        }
    }

    /** Asks single questions, one after the other, and returns how the host served them. */
    List<Served> singles(int count) throws LookupFailedException, IOException {
        for (int i = 0; i < WARM_UP; i++) {
            askOne(i, new Samples());
        }
        host.figures();
        for (int i = 0; i < count; i++) {
            askOne(i, ask);
        }
        return host.figures().served(RequestKind.HOST_QUERY);
    }

    private void askOne(int number, Samples time) throws LookupFailedException {
        Expected expected = series.next();
        HostQuestions questions = keySets.get(number % KEY_SETS);
        tally.count(
                expected.labels(),
                time.time(() -> questions.ask(keyEpoch, expected.tags(), Deadline.in(PATIENCE), new Disclosure())));
    }

    /** Asks one batch after the other. */
    void batches(int count, int selectors) throws LookupFailedException, IOException {
        host.figures();
        for (int i = 0; i < count; i++) {
            List<Expected> expected = series.next(selectors);
            List<List<FoundLabel>> found = keySets.get(i % KEY_SETS)
                    .askAll(
                            keyEpoch,
                            expected.stream().map(Expected::tags).toList(),
                            Deadline.in(PATIENCE),
                            Progress.NONE,
                            new Disclosure());
            for (int j = 0; j < selectors; j++) {
                tally.count(expected.get(j).labels(), found.get(j));
            }
            batch.add(seconds(RequestKind.HOST_BATCH).sum());
        }
    }

    /** Looks up by selector. */
    void lookUps(RealRecords records, int count) throws LookupFailedException {
        for (int i = 0; i < WARM_UP; i++) {
            records.lookUp(i, new Samples(), tally);
        }
        for (int i = 0; i < count; i++) {
            records.lookUp(i, endToEnd, tally);
        }
    }

    /** Has the host sweep so many times. */
    void updates(RealRecords records, int count) throws LookupFailedException, IOException {
        host.figures();
        for (int i = 0; i < count; i++) {
            records.update();
            update.add(seconds(RequestKind.HOST_UPDATE).sum());
        }
    }

    /** Has single selectors evaluated. */
    void evaluations() throws HoldersAwayException, InterruptedException, SupervisorMissingException {
        SignedAuthorisation authorisation = parties.asker()
                .authorisations()
                .authorise(new Grounds("evaluation", "Benchmark", Purpose.ASK), EVALUATIONS);
        for (int i = 0; i < EVALUATIONS; i++) {
            List<byte[]> input = List.of(RealRecords.selector(i).input());
            long start = System.nanoTime();
            parties.evaluator()
                    .evaluate(
                            keyEpoch,
                            input,
                            new EvaluationTerms(authorisation, Deadline.in(PATIENCE), EvaluationListener.NONE));
            oprf.add((System.nanoTime() - start) / 1e9);
        }
    }

    private Samples seconds(RequestKind kind) throws IOException {
        return Samples.of(
                host.figures().served(kind).stream().map(Served::seconds).toList());
    }
}
