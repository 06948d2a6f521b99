package io.mistnet.node.cli.lookup;

import java.io.PrintWriter;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a long request is: a bar on a terminal, otherwise lines on standard error. */
final class ProgressDisplay implements AutoCloseable {

    private final String task;
    private final PrintWriter err;
    private final Optional<ProgressBar> bar;

    ProgressDisplay(String task, long of, PrintWriter err) {
        this.task = task;
        this.err = err;
        this.bar = System.console() == null
                ? Optional.empty()
                : Optional.of(new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(of)
                        .setStyle(ProgressBarStyle.ASCII)
                        .build());
    }

    void show(long done, long of) {
        bar.ifPresentOrElse(shown -> shown.stepTo(done), () -> err.println("%s: %,d of %,d".formatted(task, done, of)));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
