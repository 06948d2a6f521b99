package io.mistnet.node.network;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.mistnet.node.config.Problems;
import io.mistnet.node.config.Section;
import io.mistnet.node.network.LocalTransfers.Treatment;
import io.mistnet.protocols.propagation.Policy;
import io.mistnet.protocols.propagation.Policy.Output;
import io.mistnet.protocols.propagation.Policy.Outside;
import io.mistnet.protocols.propagation.Policy.Profile;
import io.mistnet.protocols.propagation.Policy.Rule;
import java.util.List;

/** Reads the network file's policy. */
final class PolicySection {

    private PolicySection() {}

    /** @return the policy, or the defaults where it could not be read, which is noted */
    static Policy read(Section section, Problems problems) {
        Rule rule = section.choice("rule", Rule.class);
        List<Double> deltas = section.numbers("deltas");
        Outside outside = section.parsed("outside", "exclude, zero or a number from 0 to 1", PolicySection::outside)
                .orElse(Outside.exclude());
        double threshold = section.number("threshold", 0, 1);
        long floor = section.wholeNumber("floor", 0, Long.MAX_VALUE);
        Output output = output(section, problems);
        Profile profile = section.choice("profile", Profile.class);
        try {
            return new Policy(rule, deltas, outside, threshold, floor, output, profile);
        } catch (IllegalArgumentException e) {
            problems.error(section.path(), String.valueOf(e.getMessage()));
            return Policy.defaults();
        }
    }

    static LocalTransfers localTransfers(Section section) {
        return new LocalTransfers(
                section.choice("self-transfers", Treatment.class),
                section.choice("internal-transfers", Treatment.class));
    }

    private static Outside outside(String text) {
        return switch (text) {
            case "exclude" -> Outside.exclude();
            case "zero" -> Outside.zero();
            default -> Outside.prior(Double.parseDouble(text));
        };
    }

    private static Output output(Section section, Problems problems) {
        String expected = "flag, score or { band = [rising thresholds] }";
        ConfigValue value = section.raw("output", expected).orElse(null);
        if (value == null) {
            return new Output.Flag();
        }
        if (value.valueType() == ConfigValueType.OBJECT) {
            try (Section band = new Section((ConfigObject) value, section.path() + ".output", problems)) {
                return new Output.Band(band.numbers("band"));
            } catch (IllegalArgumentException e) {
                section.wrong("output", String.valueOf(e.getMessage()));
                return new Output.Flag();
            }
        }
        return switch (String.valueOf(value.unwrapped())) {
            case "flag" -> new Output.Flag();
            case "score" -> new Output.Score();
            default -> {
                section.wrong("output", "expected " + expected);
                yield new Output.Flag();
            }
        };
    }
}
