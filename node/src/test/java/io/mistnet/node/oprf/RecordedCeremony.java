package io.mistnet.node.oprf;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a holder was told of its ceremonies, one line each. */
final class RecordedCeremony implements CeremonyListener {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    List<String> lines() {
        return lines;
    }

    @Override
    public void state(int epoch, String state) {
        lines.add("state " + state);
    }

    @Override
    public void deviated(int epoch, String institution, String reason) {
        lines.add("deviated " + institution + ": " + reason);
    }

    @Override
    public void fault(int epoch, String institutions, String reason) {
        lines.add("fault " + institutions + ": " + reason);
    }

    @Override
    public void givenUp(int epoch, String reason) {
        lines.add("given up " + reason);
    }

    @Override
    public void established(int epoch, int generation) {
        lines.add("established " + generation);
    }
}
