package io.agentpack.keycloak.authenticator.jose;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads JSON objects so that no two readers can see different things in them (RFC 7519 section 4, RFC 8259 section 4). */
public final class StrictJson {
    private static final int MAX_DEPTH = 16;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(new TypeReference<Map<String, Object>>() {});

    private StrictJson() {}

    /** Reads one object in UTF-8: no member twice, nothing after it, at most 16 levels deep. */
    public static Map<String, Object> object(byte[] utf8) throws BadJoseException {
        try {
            return object(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new BadJoseException("not UTF-8");
        }
    }

    /** Reads one object: no member twice, nothing after it, at most 16 levels deep. */
    public static Map<String, Object> object(String json) throws BadJoseException {
        try {
            Map<String, Object> members = READER.readValue(json);
            if (members == null) {
                throw new BadJoseException("not a JSON object");
            }
            return members;
        } catch (JsonProcessingException e) {
            throw new BadJoseException("not a JSON object, or one with a member twice or too deep");
        }
    }
}
