package io.mistnet.node.watch;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where changes are told. */
public interface ChangeSink {

    /**
     * The last run whose changes were told, if it is known.
     *
     * @throws IOException where that cannot be found out now
     */
    Optional<String> lastRun() throws IOException;

    /**
     * Tells the changes of a run, all or none: after a failure, {@link #lastRun} says which.
     *
     * @param run the run's id
     * @param notices at least one
     * @throws IOException where it is not known that all were told
     */
    void tell(String run, List<ChangeNotice> notices) throws IOException;
}
