package io.mistnet.node.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.node.identity.PrivateFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells changes in a file that the owner alone may read: one JSON object a line, with {@code "run"}, {@code "number"} and {@code "of"} beside. A run of which not all lines are there is one that was interrupted; they are cut off before anything else is written.
 */
public final class FileChanges implements ChangeSink {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    public FileChanges(Path file) {
        this.file = file;
    }

    @Override
    public Optional<String> lastRun() throws IOException {
        return Optional.ofNullable(complete().run());
    }

    @Override
    public void tell(String run, List<ChangeNotice> notices) throws IOException {
        if (Files.notExists(file)) {
            PrivateFile.write(file, new byte[0]);
        }
        PrivateFile.requireOwnerOnly(file);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int i = 0; i < notices.size(); i++) {
            ObjectNode line = notices.get(i)
                    .json()
                    .deepCopy()
                    .put("run", run)
                    .put("number", i + 1)
                    .put("of", notices.size());
            lines.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        long end = complete().bytes();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(end).position(end);
            ByteBuffer rest = ByteBuffer.wrap(lines.toByteArray());
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /**
     * How far the file is whole.
     *
     * @param bytes up to the last line of a run that is all there
     * @param run that run
     */
    private record Complete(long bytes, @Nullable String run) {}

    private Complete complete() throws IOException {
        if (Files.notExists(file)) {
            return new Complete(0, null);
        }
        Complete complete = new Complete(0, null);
        long read = 0;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                read++;
                if (next != '\n') {
                    line.write(next);
                } else {
                    JsonNode json = json(line.toByteArray(), read);
                    if (json.path("number").asInt(-1) == json.path("of").asInt(-2)) {
                        complete = new Complete(read, json.path("run").asText());
                    }
                    line.reset();
                }
            }
        }
        return complete;
    }

    private JsonNode json(byte[] line, long end) throws IOException {
        try {
            return JSON.readTree(new String(line, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "the line of %s that ends at byte %d was changed: move the file away".formatted(file, end));
        }
    }
}
