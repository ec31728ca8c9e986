/** How long a stop takes and what follows from it, on two nodes and PostgreSQL: {@code mvn -Pcascade-bench verify}. */
package io.agentpack.keycloak.it.bench.cascade;
