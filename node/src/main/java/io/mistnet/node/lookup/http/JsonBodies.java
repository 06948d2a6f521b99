package io.mistnet.node.lookup.http;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.stream.Collectors;

/** How the JSON of requests is read: strictly, so that a misspelt field is an error and not an empty one, and null only stands for a field that may be left out. */
final class JsonBodies {

    private static final int DEEPEST = 8;

    private JsonBodies() {}

    static ObjectMapper mapper() {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL))
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
        return mapper;
    }

    /** @throws IllegalArgumentException where the bytes are none such; the message names the field, and nothing of its text */
    static <T> T read(ObjectMapper mapper, byte[] bytes, Class<T> type) {
        try {
            T read = mapper.readValue(bytes, type);
            if (read == null) {
                throw new IllegalArgumentException("expected an object, not null");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(reason(e), e);
        } catch (IOException e) {
            throw new IllegalStateException("memory can be read", e);
        }
    }

    private static String reason(JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping) {
            String path = mapping.getPath().stream()
                    .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                    .collect(Collectors.joining("."));
            return path.isEmpty()
                    ? "a required field is missing, or this is no such object"
                    : path + ": missing, null, of another type, twice, or no field of this request";
        }
        return "not valid JSON";
    }
}
