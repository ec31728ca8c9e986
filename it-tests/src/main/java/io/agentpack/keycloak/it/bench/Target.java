package io.agentpack.keycloak.it.bench;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a workload may cost next to another. Ratios are taken round by round, because what else the machine does hits a whole round.
 *
 * @param least throughput of the workload, as a part of the baseline's
 * @param p99 the most that its 99th percentile may be, as a multiple of the baseline's
 */
record Target(String what, String workload, String baseline, double least, OptionalDouble p99) {
    private static final OptionalDouble P99 = OptionalDouble.of(1.2);
    private static final OptionalDouble ANY = OptionalDouble.empty();

    static final List<Target> ALL = List.of(
            new Target("renewal, to the exchange that stores nothing", Workloads.RENEWAL, Workloads.STANDARD, 1.0, P99),
            new Target(
                    "start of a run, to the exchange that stores nothing",
                    Workloads.START,
                    Workloads.STANDARD,
                    0.8,
                    P99),
            new Target(
                    "start of a run, to the exchange that stores a client session",
                    Workloads.START,
                    Workloads.STANDARD_STORED,
                    1.1,
                    P99),
            new Target("child run at depth 5, to depth 1", Workloads.CHILD_AT_5, Workloads.CHILD_AT_1, 1 / 1.15, ANY),
            new Target(
                    "introspection of a run's token, to a plain one",
                    Workloads.INTROSPECT_RUN,
                    Workloads.INTROSPECTION,
                    1 / 1.1,
                    ANY),
            new Target(
                    "authentication by attestation, to private_key_jwt",
                    Workloads.INTROSPECTION_ATTESTED,
                    Workloads.INTROSPECTION_SIGNED,
                    0.95,
                    ANY),
            new Target(
                    "authentication by attestation, to Keycloak's experimental one",
                    Workloads.INTROSPECTION_ATTESTED,
                    Workloads.INTROSPECTION_EXPERIMENTAL,
                    0.95,
                    ANY),
            new Target(
                    "client_credentials with the run it starts, to plain", Workloads.OWN_RUN, Workloads.OWN, 0.6, ANY));
}
