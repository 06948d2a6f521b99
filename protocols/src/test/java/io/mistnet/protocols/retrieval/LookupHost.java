package io.mistnet.protocols.retrieval;

import io.mistnet.he.Answerer;
import io.mistnet.he.ExpansionKeys;
import io.mistnet.he.Kernel;
import io.mistnet.he.Parameters;
import io.mistnet.he.Question;
import io.mistnet.he.Table;
import io.mistnet.protocols.sharing.Seed;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;

/** A host in one thread: records in memory, a real table, and updates that can stop half-way. */
final class LookupHost implements AutoCloseable {

    static final int SHARED = 16;

    final LookupParameters parameters;
    final MemorySlots storage;
    final BucketTable bucketTable;
    private final Parameters encryption;
    private final Table table;
    private final Answerer answerer;
    private final ColumnImage image;
    private final SplittableRandom random = new SplittableRandom(4);
    private AnswerHeader header;
    private Seed filling = Seed.of(new byte[Seed.BYTES]);

    LookupHost(LookupParameters parameters, Kernel kernel) {
        this.parameters = parameters;
        this.storage = new MemorySlots(parameters);
        this.bucketTable = new BucketTable(parameters, storage);
        this.encryption = parameters.encryption();
        this.table = new Table(encryption, kernel);
        this.answerer = new Answerer(encryption, kernel, 2, SHARED);
        this.image = new ColumnImage(parameters);
        PadSeed seed = PadSeed.of(fresh());
        this.header = new AnswerHeader(0, seed, seed, parameters.layout().columns());
    }

    /** Writes all columns anew. */
    void update() {
        beginUpdate();
        sweepTo(parameters.layout().columns());
    }

    void beginUpdate() {
        header = new AnswerHeader(header.tableVersion() + 1, header.newSeed(), PadSeed.of(fresh()), 0);
        filling = Seed.of(fresh());
    }

    void sweepTo(int boundary) {
        for (int column = header.boundary(); column < boundary; column++) {
            table.writeColumn(column, image(column), header.newSeed().toBytes());
        }
        header = new AnswerHeader(header.tableVersion(), header.oldSeed(), header.newSeed(), boundary);
    }

    private ByteBuffer image(int column) {
        image.begin(column, filling);
        for (int row = 0; row < parameters.layout().rows(); row++) {
            for (int index = 0; index < parameters.slots().perBucket(); index++) {
                Slot slot = new Slot(column, row, index);
                storage.get(slot).ifPresent(record -> image.put(slot, record.candidate()));
            }
        }
        new ColumnMasks(parameters, header.newSeed()).apply(image.bytes());
        return image.bytes();
    }

    AnswerHeader header() {
        return header;
    }

    /** Answers queries that share a region. */
    List<ByteBuffer> answer(Region region, ExpansionKeys keys, List<ByteBuffer> queries) {
        List<Question> questions = queries.stream()
                .map(query -> new Question(
                        region.shape(),
                        region.firstColumn(),
                        region.firstRow(),
                        keys,
                        query,
                        ByteBuffer.allocateDirect(encryption.answerBytes())))
                .toList();
        for (int first = 0; first < questions.size(); first += SHARED) {
            answerer.answer(table, questions.subList(first, Math.min(first + SHARED, questions.size())));
        }
        return questions.stream().map(Question::answer).toList();
    }

    private byte[] fresh() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() {
        answerer.close();
        table.close();
    }
}
