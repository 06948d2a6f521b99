package io.mistnet.node.access.roster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.node.identity.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The roster that was seen last, in a file and not in the database: whoever changes the one need not be able to change the other. */
final class RosterFile {

    private static final Logger LOG = LoggerFactory.getLogger(RosterFile.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    RosterFile(Path file) {
        this.file = file;
    }

    /** Empty where there is none that can be read: then all is new. */
    Optional<Roster> read() throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Roster(JSON.readValue(
                    Files.readAllBytes(file), new TypeReference<Map<String, Map<String, String>>>() {})));
        } catch (JsonProcessingException e) {
            LOG.warn("{} cannot be read, so all accounts and tokens are written into the audit log again", file);
            return Optional.empty();
        }
    }

    /** It is on disk when this returns. */
    void write(Roster roster) throws IOException {
        PrivateFile.replace(file, JSON.writeValueAsBytes(roster.entries()));
    }
}
