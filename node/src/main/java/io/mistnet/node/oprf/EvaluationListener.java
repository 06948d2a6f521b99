package io.mistnet.node.oprf;

/** Is told which holders see a request for evaluations, by the institution's id. Thread-safe. */
public interface EvaluationListener {

    /** Tells nobody. */
    EvaluationListener NONE = new EvaluationListener() {
        @Override
        public void asked(String holder) {
            // nobody wants to know
        }

        @Override
        public void answered(String holder) {
            // nobody wants to know
        }
    };

    /** A holder is asked, and counts the evaluations where the request reaches it. */
    void asked(String holder);

    /** A holder's evaluation came. */
    void answered(String holder);
}
