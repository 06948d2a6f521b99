package io.mistnet.node.console.casework;

import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.casework.Failure;
import io.mistnet.node.casework.Problem;
import io.mistnet.node.console.Texts;
import io.mistnet.protocols.retrieval.IntelligenceCategory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Names and sentences for what records, failures and checks say.
 *
 * @param texts what people read
 * @param institutions the names of the network's institutions, by their ids
 * @param own the name of this one
 */
public record Labels(Texts texts, Map<String, String> institutions, String own) {

    public Labels {
        institutions = Map.copyOf(institutions);
    }

    /** An institution's name; what a record calls it where the network does not know it. */
    public String institution(String id) {
        return institutions.getOrDefault(id, id);
    }

    /** Several institutions' names. */
    public String institutions(List<String> ids) {
        return String.join(", ", ids.stream().map(this::institution).toList());
    }

    /** What a record says of its selector; as the record has it where a newer version wrote it. */
    public String category(String name) {
        boolean isKnown = Arrays.stream(IntelligenceCategory.values())
                .anyMatch(category -> category.name().equals(name));
        return isKnown ? texts.get("category." + name) : name;
    }

    public String type(SelectorType type) {
        return texts.get("selector." + type.id());
    }

    public String problem(Problem problem) {
        return texts.get("problem." + problem.kind(), problem.limit(), problem.detail());
    }

    /** What failed, in a few words. */
    public String failure(Failure failure) {
        return texts.get("failure." + failure.kind() + ".title");
    }

    /** What to do about it. */
    public String remedy(Failure failure) {
        return texts.get("failure." + failure.kind() + ".remedy");
    }
}
