package io.agentpack.keycloak.domain.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.authority.Scopes;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code vectors/scopes.json}: what is asked for, what there is, what comes out. */
class AttenuateVectorsTest {

    @TestFactory
    Stream<DynamicTest> scopes() throws IOException {
        JsonNode vectors = new ObjectMapper().readTree(getClass().getResource("/vectors/scopes.json"));
        return StreamSupport.stream(vectors.spliterator(), false)
                .map(vector -> DynamicTest.dynamicTest(vector.get("name").asText(), () -> check(vector)));
    }

    private static void check(JsonNode vector) {
        assertThat(outcome(vector)).isEqualTo(vector.get("then").asText());
    }

    private static String outcome(JsonNode vector) {
        try {
            return Attenuate.scopes(
                            scopes(vector, "requested"),
                            scopes(vector, "inbound"),
                            scopes(vector, "assigned").orElseThrow(),
                            scopes(vector, "default").orElseThrow())
                    .toString();
        } catch (RefusedException refused) {
            return refused.refusal().error();
        }
    }

    private static Optional<Scopes> scopes(JsonNode vector, String name) {
        return Optional.ofNullable(vector.get(name)).map(JsonNode::asText).map(Scopes::parse);
    }
}
