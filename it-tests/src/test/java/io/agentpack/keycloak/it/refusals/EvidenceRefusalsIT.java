package io.agentpack.keycloak.it.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Evidence that must not get anybody in, a table for each subject. Every row is evidence without a fault but for one, and every table lets the
 * faultless in first and last. See {@link Refusals} for what a refusal must be.
 */
class EvidenceRefusalsIT {
    private static final AtomicInteger ASKED_FOR_KEYS = new AtomicInteger();

    private static HttpServer strangersKeys;
    private static Cast cast;
    private static Refusals refusals;

    @BeforeAll
    static void prepare() throws IOException {
        strangersKeys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        strangersKeys.createContext("/", request -> {
            ASKED_FOR_KEYS.incrementAndGet();
            request.close();
        });
        strangersKeys.start();
        cast = new Cast();
        refusals = new Refusals(cast.realm);
    }

    @AfterAll
    static void nothingIsLeftBehind() {
        strangersKeys.stop(0);
        assertThat(ASKED_FOR_KEYS)
                .as("addresses in evidence are asked for nothing")
                .hasValue(0);
        refusals.assertNothingIsLeftBehind();
    }

    @TestFactory
    Stream<DynamicTest> headersOfAttestations() {
        AttestationHeaderRows header = new AttestationHeaderRows(
                cast, "http://127.0.0.1:" + strangersKeys.getAddress().getPort() + "/jwks");
        return table(
                cast.nightly,
                header.types(),
                header.algorithms(),
                header.keys(),
                header.extensions(),
                header.signatures());
    }

    @TestFactory
    Stream<DynamicTest> algorithmsOfRsaKeys() {
        AttestationHeaderRows header = new AttestationHeaderRows(cast, "");
        return table(
                cast.realm.instanceOf("by-rsa").presenting(header::rsaSigned, UnaryOperator.identity()),
                header.rsaAlgorithms());
    }

    @TestFactory
    Stream<DynamicTest> claimsOfAttestations() {
        AttestationClaimRows claims = new AttestationClaimRows(cast);
        return table(cast.nightly, claims.names(), claims.times(), claims.settings());
    }

    @TestFactory
    Stream<DynamicTest> keysOfInstances() {
        return table(cast.nightly, new InstanceKeyRows(cast).rows());
    }

    @TestFactory
    Stream<DynamicTest> waysToWriteAttestations() {
        EncodingRows encoding = new EncodingRows(cast);
        return table(cast.nightly, encoding.json(), encoding.forms());
    }

    @TestFactory
    Stream<DynamicTest> proofs() {
        ProofRows proofs = new ProofRows(cast);
        return table(cast.nightly, proofs.headers(), proofs.claims(), proofs.forms());
    }

    @TestFactory
    Stream<DynamicTest> dpopProofs() {
        return dpop(new DpopRows(cast, false));
    }

    @TestFactory
    Stream<DynamicTest> dpopProofsOfCombinedMode() {
        return dpop(new DpopRows(cast, true));
    }

    @TestFactory
    Stream<DynamicTest> whatWasUsedAndChallenges() {
        ReuseRows reuse = new ReuseRows(cast);
        return table(reuse.good(), reuse.rows(refusals::admit));
    }

    @TestFactory
    Stream<DynamicTest> oneKindOfTokenForAnother() {
        return table(cast.nightly, new ConfusionRows(cast).rows(refusals.admit(cast.nightly)));
    }

    @TestFactory
    Stream<DynamicTest> requests() {
        return table(cast.nightly, new RequestRows(cast).rows());
    }

    @TestFactory
    Stream<DynamicTest> brokersAndVerifiers() {
        BrokerRows broker = new BrokerRows(cast);
        return table(broker.good(), broker.statements(), broker.results());
    }

    @TestFactory
    Stream<DynamicTest> pods() {
        return platform(cast.cluster, "in-pod", new KindRows(cast).pods());
    }

    @TestFactory
    Stream<DynamicTest> workflows() {
        return platform(cast.github, "in-workflow", new KindRows(cast).workflows());
    }

    @TestFactory
    Stream<DynamicTest> svids() {
        return platform(cast.spire, "with-svid", new KindRows(cast).svids());
    }

    @TestFactory
    Stream<DynamicTest> otherPlatforms() {
        return platform(cast.sandbox, "in-sandbox", new KindRows(cast).tokens());
    }

    @TestFactory
    Stream<DynamicTest> bytesOnTheWire() {
        WireRows wire = new WireRows(cast);
        return refusals.wire(
                wire::good,
                Stream.of(wire.sizes(), wire.encodings(), wire.types())
                        .flatMap(List::stream)
                        .toList());
    }

    private static Stream<DynamicTest> dpop(DpopRows rows) {
        return table(rows.good(), rows.headers(), rows.claims(), rows.forms(), rows.modes());
    }

    private static Stream<DynamicTest> platform(Platform platform, String agent, List<Row> kind) {
        PlatformRows rows = new PlatformRows(platform, cast.realm.instanceOf(agent), cast);
        String shown = platform.token(cast.realm.issuer()).sign();
        refusals.admit(rows.show(shown, cast.realm.instanceOf(agent)));
        return table(rows.good(), rows.rows(), kind, List.of(rows.stolen(shown)));
    }

    @SafeVarargs
    private static Stream<DynamicTest> table(ClientAuthentication good, List<Row>... rows) {
        return refusals.table(good, Stream.of(rows).flatMap(List::stream).toList());
    }
}
