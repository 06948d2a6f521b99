package io.mistnet.simulator.benchmark.console;

/** What somebody does at a console, one step after the other. */
interface PersonAtWork {

    /** Does one thing; may ask for several things, as a page does that loads its parts. */
    void step() throws InterruptedException;
}
