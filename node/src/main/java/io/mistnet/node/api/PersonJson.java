package io.mistnet.node.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.node.access.Person;
import io.mistnet.node.api.frame.Json;

/** People, the same wherever they stand. */
final class PersonJson {

    private PersonJson() {}

    static ObjectNode of(Person person) {
        return Json.object().put("id", person.id()).put("name", person.name());
    }
}
