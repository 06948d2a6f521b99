package io.mistnet.he;

import io.mistnet.he.facade.Facade;
import io.mistnet.he.facade.NativeAnswerer;
import java.lang.ref.Reference;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Answers questions over a table. It owns the scratch memory of a running scan and its worker threads, so a host makes as many as it runs scans at once, and keeps them.
 *
 * <p><b>Timing.</b> The work has no branch on data: a hit, a miss and garbage take the same time.
 *
 * <p><b>Threads.</b> One thread at a time; a second one gets an {@link IllegalStateException}.
 */
public final class Answerer implements AutoCloseable {

    private final SharedParameters shared;
    private final Kernel kernel;
    private final int most;
    private final ReentrantLock busy = new ReentrantLock();
    private final Handle<NativeAnswerer> handle;

    /**
     * @param kernel the kernel of the tables that this answerer will read
     * @param threads number of threads that work on one call, the caller's among them, from 1 to 256
     * @param most number of questions of one call, from 1 to 4096; scratch memory grows with it
     * @throws IllegalStateException if this processor cannot run the kernel
     * @throws OutOfMemoryError if the machine cannot give the memory
     */
    public Answerer(Parameters parameters, Kernel kernel, int threads, int most) {
        this.shared = SharedParameters.of(parameters);
        this.kernel = kernel;
        this.most = most;
        this.handle = Handle.create(
                this,
                () -> shared.use(lent -> Facade.new_answerer(lent, kernel.number(), threads, most)),
                Facade::destroy);
    }

    /**
     * Answers the questions. Neighbours in the list with the same offset share the scan of their part of the table.
     *
     * @param questions from 1 to {@code most}, all of the same shape
     * @throws MalformedInputException if a query is not of the prescribed length or a residue is not below its prime; it tells which question, and no answer was written
     * @throws IllegalStateException if a thread is inside already, or the answerer, the table or keys are closed
     */
    public Stages answer(Table table, List<Question> questions) {
        requireAnswerable(table, questions);
        if (!busy.tryLock()) {
            throw new IllegalStateException("another thread is using this answerer");
        }
        try {
            return handle.use(answerer -> table.handle().use(lent -> {
                begin(answerer, questions.get(0).shape());
                for (int i = 0; i < questions.size(); i++) {
                    add(answerer, i, questions.get(i));
                }
                long[] nanos = new long[5];
                answerer.answer(lent, nanos);
                return new Stages(nanos[0], nanos[1], nanos[2], nanos[3], nanos[4]);
            }));
        } finally {
            // Native code holds the addresses of the answers' buffers until here
            Reference.reachabilityFence(questions);
            busy.unlock();
        }
    }

    /** Native memory that the answerer holds. */
    public long nativeBytes() {
        return handle.use(NativeAnswerer::native_bytes);
    }

    @Override
    public void close() {
        handle.close();
    }

    private static void begin(NativeAnswerer answerer, Shape shape) {
        try (LentShape lent = new LentShape(shape)) {
            answerer.begin(lent.pointer());
        }
    }

    private static void add(NativeAnswerer answerer, int index, Question question) {
        question.keys()
                .handle()
                .run(keys -> NativeErrors.receive(
                        index,
                        () -> answerer.add(
                                question.firstColumn(),
                                question.firstRow(),
                                keys,
                                question.query(),
                                question.query().remaining(),
                                question.answer(),
                                question.answer().remaining())));
    }

    private void requireAnswerable(Table table, List<Question> questions) {
        require(
                !questions.isEmpty() && questions.size() <= most,
                "there must be from 1 to " + most + " questions, not " + questions.size());
        require(table.kernel() == kernel, "the table is for another kernel than the answerer");
        require(table.parameters().equals(parameters()), "the table has other parameters than the answerer");
        Shape shape = questions.get(0).shape();
        parameters().requireKnown(shape);
        for (Question question : questions) {
            require(question.shape().equals(shape), "all questions of one call must have the same shape");
            require(
                    question.keys().parameters().equals(parameters()),
                    "the keys have other parameters than the answerer");
            requireInside(question);
            DirectBuffers.requireDirect("query", question.query());
            DirectBuffers.requireWritable(
                    "answer", question.answer(), parameters().answerBytes());
        }
    }

    private void requireInside(Question question) {
        Shape shape = question.shape();
        int column = question.firstColumn();
        int row = question.firstRow();
        require(
                column >= 0
                        && column % shape.columns() == 0
                        && column <= parameters().single().columns() - shape.columns()
                        && row >= 0
                        && row % shape.rows() == 0
                        && row <= parameters().single().rows() - shape.rows(),
                "column " + column + " and row " + row + " are no place of " + shape + " in the table");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("answerer: " + otherwise);
        }
    }

    private Parameters parameters() {
        return shared.value();
    }
}
