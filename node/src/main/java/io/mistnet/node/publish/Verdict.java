package io.mistnet.node.publish;

import io.mistnet.protocols.propagation.Policy;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What an epoch's values mean, by the network's policy, and how they stand in JSON. An account that was never published stands at 0. */
public enum Verdict {
    /** 1 where the account is flagged, else 0. */
    FLAG("flag") {
        @Override
        Object json(double value) {
            return value >= 1;
        }

        @Override
        boolean isRaised(double before, double after, double threshold) {
            return after > before;
        }
    },
    /** The number of the band; 0 is the lowest. */
    BAND("band") {
        @Override
        Object json(double value) {
            return Math.round(value);
        }

        @Override
        boolean isRaised(double before, double after, double threshold) {
            return after > before;
        }
    },
    /** The risk, to six decimals. */
    SCORE("score") {
        @Override
        Object json(double value) {
            return settle(value);
        }

        @Override
        double settle(double value) {
            return BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_EVEN).doubleValue();
        }

        @Override
        boolean isRaised(double before, double after, double threshold) {
            return before < threshold && after >= threshold;
        }
    };

    private final String field;

    Verdict(String field) {
        this.field = field;
    }

    public static Verdict of(Policy.Output output) {
        if (output instanceof Policy.Output.Flag) {
            return FLAG;
        }
        return output instanceof Policy.Output.Band ? BAND : SCORE;
    }

    /** The name of the value in JSON. */
    String field() {
        return field;
    }

    /** The value as JSON has it: a boolean or a number. */
    abstract Object json(double value);

    /** The value without what is below its precision. */
    double settle(double value) {
        return value;
    }

    /** Whether the change is one that people should look at. */
    abstract boolean isRaised(double before, double after, double threshold);
}
